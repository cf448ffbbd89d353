// @ts-check

/** Kinds of film in the order of preference; each is read by `ilium.vision.clip`. */
const KINDS = ["video/webm;codecs=vp8", "video/webm", "video/mp4"];
const BITS = 6_000_000;

/** Films what a camera gives, or forgets it. */
export class Recorder {
  /** @param {MediaStream} stream */
  constructor(stream) {
    this.stream = stream;
    /** @type {MediaRecorder | undefined} */
    this.recorder = undefined;
    /** @type {Blob[]} */
    this.parts = [];
  }

  /** Begin a film; one that was begun before is forgotten. */
  begin() {
    this.forget();
    const kind = KINDS.find((each) => MediaRecorder.isTypeSupported(each));
    const recorder = new MediaRecorder(this.stream, { mimeType: kind, videoBitsPerSecond: BITS });
    recorder.ondataavailable = ({ data }) => {
      if (this.recorder === recorder && data.size) this.parts.push(data);
    };
    this.recorder = recorder;
    recorder.start(1000);
  }

  /** Forget what was filmed. */
  forget() {
    const recorder = this.recorder;
    this.recorder = undefined;
    this.parts = [];
    if (recorder && recorder.state !== "inactive") recorder.stop();
  }

  /**
   * End the film.
   * @returns {Promise<File>}
   */
  end() {
    const recorder = this.recorder;
    if (!recorder) return Promise.reject(new Error("nothing was filmed"));
    return new Promise((resolve) => {
      recorder.onstop = () => {
        const type = recorder.mimeType.split(";")[0];
        const film = new File(this.parts, `check.${type.split("/")[1]}`, { type });
        this.recorder = undefined;
        this.parts = [];
        resolve(film);
      };
      recorder.stop();
    });
  }
}
