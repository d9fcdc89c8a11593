// Draws an SVG document into a PNG: `scale` pixels for each of its own.
export async function picture(svg, scale) {
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
  await image.decode();
  const canvas = document.createElement("canvas");
  canvas.width = Math.round(image.naturalWidth * scale);
  canvas.height = Math.round(image.naturalHeight * scale);
  canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
  const blob = await new Promise((made) => canvas.toBlob(made, "image/png"));
  // A canvas beyond what the browser draws gives none.
  if (!blob) throw new Error(`${canvas.width} × ${canvas.height}`);
  return blob;
}
