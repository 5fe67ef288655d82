/** What the page of kept walks runs, with the menu of all pages. */
import { SiteMenu } from "./chrome/site-menu";
import { KeptWalks } from "./pack/kept-walks";

customElements.define("site-menu", SiteMenu);
customElements.define("kept-walks", KeptWalks);
