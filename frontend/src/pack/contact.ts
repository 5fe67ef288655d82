/** What the site says of a trail now, asked past the service worker. */
import { PAST_WORKER } from "./kept-names";
import { packageOf, type Written } from "./plan";

const GONE = 410;
const UNKNOWN = 404;

/**
 * `gone`: the city has withdrawn the trail; `unknown`: its address leads nowhere, which
 * may be a mistake; `silent`: no network, or a server that is unwell.
 */
export type Contact =
  | { readonly name: "told"; readonly written: Written; readonly text: string }
  | { readonly name: "gone" | "unknown" | "silent" };

export async function ask(address: string): Promise<Contact> {
  try {
    const answer = await fetch(packageOf(address), {
      cache: "no-cache",
      credentials: "omit",
      headers: { [PAST_WORKER]: "1" },
    });
    if (answer.status === GONE) return { name: "gone" };
    if (answer.status === UNKNOWN) return { name: "unknown" };
    if (!answer.ok) return { name: "silent" };
    const text = await answer.text();
    return { name: "told", written: JSON.parse(text) as Written, text };
  } catch {
    return { name: "silent" };
  }
}
