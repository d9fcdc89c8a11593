// Other people's packages for image names, each as a function of one name.

import { parseFamiliarName } from "@swimlane/docker-reference";
import dockerParseImage from "docker-parse-image";
import parseDockerImageName from "parse-docker-image-name";

export const peers = {
  "docker-parse-image": dockerParseImage,
  "@swimlane/docker-reference": parseFamiliarName,
  "parse-docker-image-name": parseDockerImageName,
};
