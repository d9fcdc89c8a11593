// The page was opened from a disk. Browsers run no module and load no program for such a page, so this is a plain
// script, and says why nothing else happens.
const place = document.getElementById("loading");
if (location.protocol === "file:" && place) {
  const [lang, said] = navigator.language.startsWith("ko")
    ? ["ko", "이 페이지를 파일로 열었습니다. 브라우저는 파일로 연 페이지에서 프로그램을 불러오지 않습니다. 이 폴더를 웹 서버로(예: npx serve) 제공하고 표시되는 주소를 여십시오."]
    : ["en", "This page was opened as a file, and browsers load no modules from files. Serve its directory, for example with npx serve, and open the printed address."];
  place.setAttribute("role", "alert");
  place.lang = lang;
  place.textContent = said;
}
