/** The colours of the city's map, by role, in the page's three themes. Pure. */
import written from "./palette.json";
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

/**
 * The sun's is black on white, with tints only where a shape needs one. A file of its
 * own, which the server's stills are drawn with: frontend/palette.py.
 */
export const palettes: Record<ThemeName, Palette> = written;

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
