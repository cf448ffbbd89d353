// @ts-check

/** @typedef {{lang: string, localService: boolean, default: boolean}} VoiceLike */

let silent = false;

/**
 * Say something: always as a caption, aloud where a voice of this computer speaks the
 * language. Voices that send the words to somebody else are never used.
 * @param {string} text
 * @param {string} [lang] code; the page's by default
 * @returns {boolean} whether it is said aloud
 */
export function speak(text, lang = document.documentElement.lang) {
  for (const each of document.querySelectorAll("[data-captions]")) each.textContent = text;
  if (silent || !("speechSynthesis" in self)) return false;
  const voice = localVoice(speechSynthesis.getVoices(), lang);
  if (!voice) return false;
  const said = new SpeechSynthesisUtterance(text);
  said.voice = voice;
  said.lang = voice.lang;
  speechSynthesis.cancel();
  speechSynthesis.speak(said);
  return true;
}

/**
 * Whether words are only shown.
 * @param {boolean} wanted
 */
export function silence(wanted) {
  silent = wanted;
  if (wanted && "speechSynthesis" in self) speechSynthesis.cancel();
}

/**
 * The voice of this computer for a language.
 * @template {VoiceLike} T
 * @param {readonly T[]} voices
 * @param {string} lang
 * @returns {T | undefined}
 */
export function localVoice(voices, lang) {
  const code = lang.toLowerCase().split(/[-_]/)[0];
  const own = voices.filter(
    (each) => each.localService === true && each.lang.toLowerCase().split(/[-_]/)[0] === code,
  );
  return own.find((each) => each.default) ?? own[0];
}
