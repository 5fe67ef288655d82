/** Texts are kept packed: a page weighs a fifth. Shared by the pages and the worker. */
import { PACKED } from "./kept-names";

const GZIP = "gzip";

/** A text, packed where the browser can; as it is elsewhere. */
export async function packed(text: Blob): Promise<Blob> {
  if (typeof CompressionStream === "undefined") return text;
  return new Response(text.stream().pipeThrough(new CompressionStream(GZIP))).blob();
}

/** What is kept, as it came. */
export function unpacked(kept: Response): Response {
  if (!kept.headers.has(PACKED) || !kept.body) return kept;
  const headers = new Headers(kept.headers);
  headers.delete(PACKED);
  headers.delete("Content-Length");
  return new Response(kept.body.pipeThrough(new DecompressionStream(GZIP)), {
    headers,
  });
}
