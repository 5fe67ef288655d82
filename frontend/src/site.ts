/** What every public page runs: a menu that closes, and the home page's tools. */
import { SiteMenu } from "./chrome/site-menu";
import { AroundMe } from "./home/around-me";
import { ThemeFilter } from "./home/theme-filter";

customElements.define("site-menu", SiteMenu);
customElements.define("theme-filter", ThemeFilter);
customElements.define("around-me", AroundMe);
