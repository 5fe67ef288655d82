/** What the forms of all works have in the admin, wherever they open. */
import { CreditRows } from "./credit-rows";
import { LicenceTerms } from "./licence-terms";
import { PictureWords } from "./picture-words";
import { register } from "./wagtail";
import { WorksMaking } from "./works-making";

register("credit-rows", CreditRows);
register("licence-terms", LicenceTerms);
register("picture-words", PictureWords);
register("works-making", WorksMaking);
