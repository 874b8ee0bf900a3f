"""The short names of languages (BCP 47) for the names that people in Britain write."""

from __future__ import annotations

_CODES = {
    "akan": "ak", "albanian": "sq", "amharic": "am", "arabic": "ar", "armenian": "hy", "bengali": "bn", "bangla": "bn",
    "british sign language": "bfi", "bsl": "bfi", "bulgarian": "bg", "cantonese": "yue", "chinese": "zh",
    "cornish": "kw", "croatian": "hr", "cymraeg": "cy", "czech": "cs", "danish": "da", "dari": "prs",
    "dutch": "nl", "english": "en",
    "estonian": "et", "farsi": "fa", "finnish": "fi", "french": "fr", "gaelic": "gd", "scottish gaelic": "gd",
    "georgian": "ka", "german": "de", "greek": "el", "gujarati": "gu", "hausa": "ha", "hebrew": "he", "hindi": "hi",
    "hungarian": "hu", "igbo": "ig", "irish": "ga", "irish sign language": "isg", "italian": "it", "japanese": "ja",
    "korean": "ko", "kurmanji": "kmr", "latvian": "lv", "lingala": "ln", "lithuanian": "lt", "malay": "ms",
    "malayalam": "ml", "mandarin": "cmn", "marathi": "mr", "mirpuri": "pmu", "nepali": "ne", "norwegian": "no",
    "oromo": "om", "pashto": "ps", "persian": "fa", "polish": "pl", "polski": "pl", "portuguese": "pt", "punjabi": "pa",
    "panjabi": "pa", "romanian": "ro", "russian": "ru", "scots": "sco", "serbian": "sr", "shona": "sn", "sinhala": "si",
    "slovak": "sk", "slovenian": "sl", "somali": "so", "sorani": "ckb", "spanish": "es", "swahili": "sw",
    "swedish": "sv", "sylheti": "syl", "tagalog": "tl", "tamil": "ta", "telugu": "te", "thai": "th", "tigrinya": "ti",
    "turkish": "tr", "twi": "tw", "ukrainian": "uk", "urdu": "ur", "vietnamese": "vi", "welsh": "cy", "wolof": "wo",
    "yiddish": "yi", "yoruba": "yo",
}  # fmt: skip


def code_of(language: str) -> str:
    """“Welsh” -> "cy"; "" for a name that is not known, or stands for several languages (“Kurdish”)."""
    return _CODES.get(" ".join(language.casefold().split()), "")
