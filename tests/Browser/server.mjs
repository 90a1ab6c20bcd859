// Serves a published folder as a host for static files does: compressed where the browser takes Brotli, hashed names cached for ever.
import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import http from "node:http";
import path from "node:path";

const types = { ".html": "text/html", ".css": "text/css", ".js": "text/javascript", ".json": "application/json", ".wasm": "application/wasm", ".png": "image/png" };

/** Starts a server on a free port. bytes.sent counts the bodies that it sends. */
export async function serve(folder) {
  const bytes = { sent: 0 };
  const server = http.createServer(async (request, response) => {
    const name = decodeURIComponent(new URL(request.url, "http://localhost").pathname);
    const file = path.join(folder, name.endsWith("/") ? `${name}index.html` : name);
    const isBrotli = (request.headers["accept-encoding"] ?? "").includes("br") && await isFile(`${file}.br`);
    const sent = isBrotli ? `${file}.br` : file;
    if (!file.startsWith(folder) || !await isFile(sent)) return response.writeHead(404).end();
    response.writeHead(200, {
      "content-type": types[path.extname(file)] ?? "application/octet-stream",
      "cache-control": name.includes("/_framework/") ? "public, max-age=31536000, immutable" : "no-cache",
      ...(isBrotli && { "content-encoding": "br", vary: "accept-encoding" }),
    });
    createReadStream(sent).on("data", chunk => bytes.sent += chunk.length).pipe(response);
  });
  await new Promise(listening => server.listen(0, "127.0.0.1", listening));
  return { address: `http://127.0.0.1:${server.address().port}/`, bytes, close: () => server.close() };
}

const isFile = file => stat(file).then(found => found.isFile(), () => false);
