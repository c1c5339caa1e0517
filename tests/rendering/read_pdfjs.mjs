// Prints the text of a PDF file as pdf.js gives it: the items of each page, with a line break where an item ends a line.
// This is how the viewer in Firefox fills the layer that users copy from. NODE_PATH says where pdfjs-dist is.
import fs from "node:fs";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

const resolved = createRequire(import.meta.url).resolve("pdfjs-dist/legacy/build/pdf.mjs");
const { getDocument, version } = await import(pathToFileURL(resolved).href);

if (process.argv[2] === "--version") {
  console.log(version);
} else {
  const data = new Uint8Array(fs.readFileSync(process.argv[2]));
  const file = await getDocument({ data, verbosity: 0 }).promise;
  const pages = [];
  for (let number = 1; number <= file.numPages; number++) {
    const { items } = await (await file.getPage(number)).getTextContent();
    pages.push(items.map((item) => item.str + (item.hasEOL ? "\n" : "")).join(""));
  }
  console.log(pages.join("\n"));
}
