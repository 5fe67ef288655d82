import assert from "node:assert/strict";
import { test } from "node:test";
import { labelsThatFit } from "../../frontend/src/admin/labels.ts";

test("names that would cover an earlier one are left out", () => {
  const labels = [
    { x: 0, y: 0, text: "Place Jean-Jaurès" },
    { x: -30, y: 10, text: "Rue" },
    { x: -31, y: -5, text: "Gare" },
    { x: 400, y: 0, text: "Grand-Rue" },
  ];
  assert.deepEqual([...labelsThatFit(labels)], [0, 1, 3]);
});

test("a name that would cover another's mark is left out", () => {
  const labels = [
    { x: 0, y: 0, text: "Place Jean-Jaurès" },
    { x: 40, y: 5, text: "Kiosque" },
    { x: 40, y: 30, text: "Hôtel de Ville" },
  ];
  assert.deepEqual([...labelsThatFit(labels)], [1, 2]);
});

test("no name is left out of an empty map", () => {
  assert.deepEqual([...labelsThatFit([])], []);
});
