/** The colours of the city's map, by role, in the page's three themes. Pure. */
import type { ThemeName } from "./theme";

/**
 * What each colour is for. The trail's red, the walker's blue and the green of what is
 * done lie on top of all these: none of these comes near them in strength.
 */
export interface Palette {
  /** Land: the page's second paper, so that the map has no edge where it ends. */
  earth: string;
  /** Lawns, pitches, allotments. */
  grass: string;
  /** Parks, gardens, cemeteries, playgrounds. */
  park: string;
  /** Woods and scrub. */
  wood: string;
  tree: string;
  sand: string;
  /** Rock and piers. */
  rock: string;
  /** Grounds of schools, hospitals, industry and railways. */
  grounds: string;
  /** What one may walk across. */
  square: string;
  squareEdge: string;
  water: string;
  shore: string;
  building: string;
  buildingEdge: string;
  heritage: string;
  worship: string;
  /** The edge of heritage and worship. */
  landmarkEdge: string;
  street: string;
  streetEdge: string;
  /** Streets for people on foot alone. */
  footStreet: string;
  mainStreet: string;
  mainStreetEdge: string;
  path: string;
  pathEdge: string;
  /** The treads of steps. */
  steps: string;
  /** Passages under buildings. */
  passage: string;
  rail: string;
  tram: string;
  wall: string;
  /** Names of streets, squares and quarters. */
  ink: string;
  /** Names of what stands along the way. */
  placeInk: string;
  greenInk: string;
  waterInk: string;
  /** Around every name. */
  halo: string;
}

const light: Palette = {
  earth: "#f3ecdd",
  grass: "#dfe5c8",
  park: "#d2deba",
  wood: "#c4d3a9",
  tree: "#a2bd85",
  sand: "#f0e3bd",
  rock: "#e6dcc8",
  grounds: "#eee4cf",
  square: "#fbf6ea",
  squareEdge: "#e0d3b9",
  water: "#b9d5d8",
  shore: "#8eb4ba",
  building: "#e3d5bc",
  buildingEdge: "#cbb899",
  heritage: "#dfc596",
  worship: "#d8bfae",
  landmarkEdge: "#ac9068",
  street: "#fffefa",
  streetEdge: "#d0bf9f",
  footStreet: "#fff8e8",
  mainStreet: "#fdf0c9",
  mainStreetEdge: "#c9b281",
  path: "#fffdf6",
  pathEdge: "#d2c3a4",
  steps: "#a58a64",
  passage: "#b09a78",
  rail: "#a3988a",
  tram: "#aba091",
  wall: "#9c8768",
  ink: "#45372b",
  placeInk: "#5e4633",
  greenInk: "#3c5530",
  waterInk: "#285560",
  halo: "#fffdf7",
};

const dark: Palette = {
  earth: "#282019",
  grass: "#2d3323",
  park: "#2b3722",
  wood: "#27341f",
  tree: "#4a5f3c",
  sand: "#42382a",
  rock: "#362e26",
  grounds: "#2d251d",
  square: "#4b3f32",
  squareEdge: "#211a15",
  water: "#1a2f37",
  shore: "#3c5a64",
  building: "#3a2f25",
  buildingEdge: "#503f31",
  heritage: "#4d3c22",
  worship: "#4c362f",
  landmarkEdge: "#7a6242",
  street: "#574a3c",
  streetEdge: "#1d1612",
  footStreet: "#594c3b",
  mainStreet: "#5d4e37",
  mainStreetEdge: "#1d1612",
  path: "#6d5d4d",
  pathEdge: "#1f1814",
  steps: "#a08a6c",
  passage: "#7d6b56",
  rail: "#82776b",
  tram: "#82776b",
  wall: "#8a775c",
  ink: "#f5ecdf",
  placeInk: "#e5d2b8",
  greenInk: "#c3d9ad",
  waterInk: "#a9d0d8",
  halo: "#1c1714",
};

/** For full sun: black on white, tints only where a shape needs one. */
const sun: Palette = {
  earth: "#ffffff",
  grass: "#eef5e8",
  park: "#e0efd6",
  wood: "#d3e6c6",
  tree: "#7da569",
  sand: "#faf3d8",
  rock: "#eeeeee",
  grounds: "#f6f6f6",
  square: "#ffffff",
  squareEdge: "#777777",
  water: "#cde4ef",
  shore: "#1d4a5c",
  building: "#dcdcdc",
  buildingEdge: "#7c7c7c",
  heritage: "#c9c9c9",
  worship: "#c9c9c9",
  landmarkEdge: "#000000",
  street: "#ffffff",
  streetEdge: "#3a3a3a",
  footStreet: "#ffffff",
  mainStreet: "#ffffff",
  mainStreetEdge: "#000000",
  path: "#888888",
  pathEdge: "#ffffff",
  steps: "#000000",
  passage: "#555555",
  rail: "#555555",
  tram: "#6a6a6a",
  wall: "#333333",
  ink: "#000000",
  placeInk: "#000000",
  greenInk: "#0d3300",
  waterInk: "#00303f",
  halo: "#ffffff",
};

export const palettes: Record<ThemeName, Palette> = { light, dark, sun };

/** How bright a colour is, from 0 to 1: `#rrggbb` as WCAG 2.2 measures it. */
function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const share = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** The contrast of two colours, 1 to 21 (WCAG 2.2, success criterion 1.4.3). */
export function contrast(one: string, other: string): number {
  const [low = 0, high = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (high + 0.05) / (low + 0.05);
}
