/** What the forms of the admin get from us: fields on a map, and one save at a time. */
import { PointField } from "./point-field";
import { saveOneAtATime } from "./save-turns";
import { TrackField } from "./track-field";
import { register } from "./wagtail";

saveOneAtATime(document);
register("point-field", PointField);
register("track-field", TrackField);
