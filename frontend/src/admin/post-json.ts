/** Asks the site something in JSON: `token` is Django's, against forgery. */
export async function postJson(
  address: string,
  token: string,
  body: string,
  signal: AbortSignal,
): Promise<unknown> {
  try {
    const answer = await fetch(address, {
      method: "POST",
      headers: {
        "Content-Type": "application/json",
        Accept: "application/json",
        "X-CSRFToken": token,
      },
      body,
      signal,
    });
    return await answer.json();
  } catch {
    return null; // offline, overtaken, or signed out meanwhile
  }
}
