/** The fields of the admin that are set on a map. */
import { PointField } from "./point-field";
import { TrackField } from "./track-field";
import { register } from "./wagtail";

register("point-field", PointField);
register("track-field", TrackField);
