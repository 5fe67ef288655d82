/** What the forms of the admin get from us: maps, and one save at a time. */
import { saveEditsMeanwhile } from "./edits-meanwhile";
import { ImportPreview } from "./import-preview";
import { PointField } from "./point-field";
import { saveOneAtATime } from "./save-turns";
import { TrackField } from "./track-field";
import { register } from "./wagtail";

saveOneAtATime(document);
saveEditsMeanwhile(document);
register("import-preview", ImportPreview);
register("point-field", PointField);
register("track-field", TrackField);
