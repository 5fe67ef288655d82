/** Records a take in the browser, and puts it in the form's file field. */

const LONGEST_S = 30 * 60;
const QUIET_AFTER_S = 3;
/** By preference: what browsers record in, and how a file of it is called. */
const TYPES: readonly (readonly [string, string])[] = [
  ["audio/webm;codecs=opus", "webm"],
  ["audio/mp4", "m4a"],
  ["audio/ogg;codecs=opus", "ogg"],
];

/** What this browser records in; null when it cannot. */
export function recordingType(): readonly [string, string] | null {
  if (typeof MediaRecorder === "undefined" || !navigator.mediaDevices) return null;
  return TYPES.find(([type]) => MediaRecorder.isTypeSupported(type)) ?? null;
}

export class SoundRecorder {
  private readonly type = recordingType();
  private running: Take | null = null;
  private loudest = 0;

  constructor(
    private readonly place: HTMLElement,
    private readonly field: HTMLInputElement,
  ) {
    if (!this.type) return;
    place.hidden = false;
    this.on("[data-recorder-start]", () => void this.start());
    this.on("[data-recorder-stop]", () => this.running?.end());
    this.on("[data-recorder-drop]", () => {
      this.drop();
      void this.start();
    });
    field.addEventListener("change", () => this.showTake(null));
  }

  stop(): void {
    this.running?.end();
  }

  private async start(): Promise<void> {
    this.say("");
    let stream: MediaStream;
    try {
      // Echo and noise are left as they are: browsers' own filters make voices hollow.
      const audio = {
        echoCancellation: false,
        noiseSuppression: false,
        channelCount: 1,
      };
      stream = await navigator.mediaDevices.getUserMedia({ audio });
    } catch (error) {
      const isRefused =
        error instanceof DOMException && error.name === "NotAllowedError";
      this.say(this.words(isRefused ? "refused" : "missing"));
      return;
    }
    const [type, extension] = this.type ?? TYPES[0] ?? ["", ""];
    this.show("[data-recorder-start]", false);
    this.show("[data-recorder-running]", true);
    this.running = new Take(stream, type, {
      level: (level, seconds) => this.follow(level, seconds),
      end: (content) => {
        this.running = null;
        this.show("[data-recorder-running]", false);
        this.show("[data-recorder-start]", true);
        if (content.size === 0) return;
        const name = `${this.words("name")}.${extension}`;
        this.keep(new File([content], name, { type }));
      },
    });
  }

  private follow(level: number, seconds: number): void {
    this.find<HTMLMeterElement>("[data-recorder-level]").value = level;
    const clock = this.find("[data-recorder-clock]");
    const whole = Math.floor(seconds);
    const text = `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`;
    if (clock.textContent !== text) clock.textContent = text;
    this.loudest = seconds < 0.2 ? level : Math.max(this.loudest, level);
    const isQuiet = seconds > QUIET_AFTER_S && this.loudest < 0.005;
    this.say(isQuiet ? this.words("quiet") : "");
    if (seconds >= LONGEST_S) {
      this.running?.end();
      this.say(this.words("longest"));
    }
  }

  /** The form sends it as if it had been chosen from the disk. */
  private keep(file: File): void {
    const transfer = new DataTransfer();
    transfer.items.add(file);
    this.field.files = transfer.files;
    this.field.dispatchEvent(new Event("change", { bubbles: true }));
    this.showTake(file);
  }

  private drop(): void {
    this.field.value = "";
    this.field.dispatchEvent(new Event("change", { bubbles: true }));
  }

  private showTake(file: File | null): void {
    const sound = this.find<HTMLAudioElement>("[data-recorder-sound]");
    if (sound.src) URL.revokeObjectURL(sound.src);
    if (file) sound.src = URL.createObjectURL(file);
    else sound.removeAttribute("src");
    this.show("[data-recorder-take]", file !== null);
    this.show("[data-recorder-start]", file === null);
  }

  private say(sentence: string): void {
    const message = this.find("[data-recorder-message]");
    if (message.textContent !== sentence) message.textContent = sentence;
  }

  private words(name: string): string {
    return this.find("[data-recorder-message]").dataset[name] ?? "";
  }

  private show(selector: string, isShown: boolean): void {
    this.find(selector).hidden = !isShown;
  }

  private on(selector: string, act: () => void): void {
    this.find(selector).addEventListener("click", act);
  }

  private find<T extends HTMLElement = HTMLElement>(selector: string): T {
    const found = this.place.querySelector<T>(selector);
    if (!found) throw new Error(`no ${selector} in the recorder`);
    return found;
  }
}

interface Following {
  /** The level from 0 to 1 and the seconds gone, some times a second. */
  level(level: number, seconds: number): void;
  end(content: Blob): void;
}

/** One recording while it runs. */
class Take {
  private readonly recorder: MediaRecorder;
  private readonly context = new AudioContext();
  private readonly parts: Blob[] = [];
  private readonly startedAt = performance.now();
  private frame = 0;

  constructor(
    private readonly stream: MediaStream,
    type: string,
    private readonly following: Following,
  ) {
    this.recorder = new MediaRecorder(stream, {
      mimeType: type,
      audioBitsPerSecond: 128_000,
    });
    this.recorder.addEventListener("dataavailable", ({ data }) =>
      this.parts.push(data),
    );
    this.recorder.addEventListener("stop", () => this.close(type));
    this.recorder.start(1000); // what was said is not lost when the browser is
    this.listen();
  }

  end(): void {
    if (this.recorder.state !== "inactive") this.recorder.stop();
  }

  private listen(): void {
    const analyser = this.context.createAnalyser();
    this.context.createMediaStreamSource(this.stream).connect(analyser);
    const samples = new Float32Array(analyser.fftSize);
    const look = (): void => {
      analyser.getFloatTimeDomainData(samples);
      const level = samples.reduce((top, each) => Math.max(top, Math.abs(each)), 0);
      this.following.level(level, (performance.now() - this.startedAt) / 1000);
      this.frame = requestAnimationFrame(look);
    };
    look();
  }

  private close(type: string): void {
    cancelAnimationFrame(this.frame);
    for (const track of this.stream.getTracks()) track.stop();
    void this.context.close();
    this.following.end(new Blob(this.parts, { type }));
  }
}
