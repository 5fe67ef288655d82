import assert from "node:assert/strict";
import { afterEach, describe, test } from "node:test";
import {
  type NearPlace,
  placeHere,
  placeService,
} from "../../frontend/src/admin/place-service.ts";

const POINT = { latitude: 45.43970049, longitude: 4.3872 };
const SILENCE = "The site did not answer.";
const PEOPLE = { id: 7, name: "Place du Peuple", latitude: 45.4, longitude: 4.3 };
const fetched = globalThis.fetch;
const { signal } = new AbortController();

interface Request {
  address: string;
  asked: RequestInit;
}

/** A service whose site gives one answer, and what was asked of it. */
function service(answer: () => Response): [ReturnType<typeof placeService>, Request[]] {
  const requests: Request[] = [];
  globalThis.fetch = async (address, asked = {}) => {
    requests.push({ address: String(address), asked });
    return answer();
  };
  const addresses = { near: "/near/", places: "/places/" };
  return [placeService(addresses, "fr", "secret", SILENCE), requests];
}

const json =
  (body: unknown, status = 200) =>
  () =>
    new Response(JSON.stringify(body), { status });
const page = () => new Response("<!doctype html>");
const offline = (): never => {
  throw new TypeError("Failed to fetch");
};

afterEach(() => {
  globalThis.fetch = fetched;
});

describe("what is around a point", () => {
  const near = { ...PEOPLE, edit_url: "/edit/7/", metres: 12.3 };

  test("is asked for in the language of the trail", async () => {
    const [{ around }, requests] = service(json({ places: [] }));
    await around(POINT, signal);
    assert.equal(
      requests[0]?.address,
      "/near/?latitude=45.439700&longitude=4.387200&language=fr",
    );
    assert.equal(requests[0]?.asked.signal, signal);
  });

  test("is read", async () => {
    const answer = { places: [near], name: "Mairie", may_add: true };
    const [{ around }] = service(json(answer));
    assert.deepEqual(await around(POINT, signal), {
      places: [{ ...PEOPLE, editUrl: "/edit/7/", metres: 12.3 }],
      name: "Mairie",
      mayAdd: true,
    });
  });

  for (const [name, answer] of [
    ["offline", offline],
    ["signed out", page],
    ["of a question refused", json({ errors: { latitude: ["no"] } }, 400)],
  ] as const) {
    test(`is not known ${name}`, async () => {
      const [{ around }] = service(answer);
      assert.equal(await around(POINT, signal), null);
    });
  }
});

describe("a new place", () => {
  const made = { ...PEOPLE, edit_url: null };

  test("is asked for with the token against forgery", async () => {
    const [{ make }, requests] = service(json(made, 201));
    await make("Place du Peuple", POINT, signal);
    const { asked } = requests[0] ?? assert.fail("nothing was asked");
    assert.equal(asked.method, "POST");
    assert.equal(
      String(asked.body),
      "name=Place+du+Peuple&latitude=45.439700&longitude=4.387200&language=fr",
    );
    assert.equal(new Headers(asked.headers).get("X-CSRFToken"), "secret");
  });

  test("is the one that the site made", async () => {
    const [{ make }] = service(json(made, 201));
    assert.deepEqual(await make("place du peuple", POINT, signal), {
      place: { ...PEOPLE, editUrl: null },
    });
  });

  test("that is refused comes back with the reasons", async () => {
    const errors = { name: ["Too long.", "HTML."], latitude: ["Too far north."] };
    const [{ make }] = service(json({ errors }, 400));
    assert.deepEqual(await make("x", POINT, signal), {
      fault: "Too long. HTML. Too far north.",
    });
  });

  for (const [name, answer] of [
    ["offline", offline],
    ["signed out", page],
    ["by a site in trouble", json({}, 500)],
  ] as const) {
    test(`is not made ${name}`, async () => {
      const [{ make }] = service(answer);
      assert.deepEqual(await make("x", POINT, signal), { fault: SILENCE });
    });
  }
});

describe("the place that a point is at", () => {
  const at = (metres: number): NearPlace => ({ ...PEOPLE, editUrl: null, metres });
  const around = (...metres: number[]) => ({
    places: metres.map(at),
    name: null,
    mayAdd: true,
  });

  test("is the nearest, within fifteen metres", () => {
    assert.equal(placeHere(around(15, 15.5))?.metres, 15);
  });

  test("is none further away", () => {
    assert.equal(placeHere(around(15.1)), null);
    assert.equal(placeHere(around()), null);
  });
});
