"""What tests have done in other processes, which import it by its name."""

import os
import signal
import time
from pathlib import Path

from kg.model import Extraction
from kg.pipeline import ExtractorOptions
from kg.reading.drafts import Draft


class Loaded(ExtractorOptions):
    """The shipped extractor, loaded once in each process."""

    def load(self):
        from tests.telling import the_extractor

        return the_extractor()


def tell_source(extraction):
    """Where the document stood, and how much was read in it."""
    return f"{extraction.document.source}: {len(extraction.facts)}"


def tell_process(extraction):
    """Where the document stood, and the process that read it."""
    return extraction.document.source, os.getpid()


def stumble(folder, extraction):
    """What `tell_source` gives, but for documents whose text asks for trouble."""
    text = extraction.document.text
    if "ends once" in text:
        end_once(Path(folder) / "ended")
    if "ends always" in text:
        os.kill(os.getpid(), signal.SIGKILL)
    if "sleeps" in text:
        time.sleep(300)
    if "takes memory" in text:
        bytearray(3_000_000_000)
    if "is wrong" in text:
        raise ValueError("nobody thought of this")
    return tell_source(extraction)


def end_once(mark):
    """Ends this process as the system would, unless one was ended so before."""
    try:
        mark.touch(exist_ok=False)
    except FileExistsError:
        return
    os.kill(os.getpid(), signal.SIGKILL)


class Quick(ExtractorOptions):
    """An extractor that is loaded in no time and reads nothing, for tests of processes alone."""

    def load(self):
        return self

    def extract_all(self, documents):
        return map(Extraction, documents)


class Unborn(ExtractorOptions):
    """An extractor over which every process ends."""

    def load(self):
        os._exit(3)


def tell_process_of_page():
    """A page that is headed by the process that looks for its article."""
    return Draft("Japan met Peru in Lima.", "page", title=str(os.getpid()))


def take_time():
    """A page that takes for ever."""
    time.sleep(300)
