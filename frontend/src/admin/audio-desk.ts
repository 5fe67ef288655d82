/** The audio desk of the admin: a recording's sound, and many files at once. */
import { SoundPanel } from "./sound-panel";
import { SoundUpload } from "./sound-upload";
import { register } from "./wagtail";

register("audio-desk", SoundPanel);
register("recordings-upload", SoundUpload);
