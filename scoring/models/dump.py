"""The program that answers for the Rust side."""

import subprocess


class Mismatch(Exception):
    """An answer that the model does not share."""


class Dump:
    """Asks `dump`. With `spoil`, the number of a batch and a source of chance, one answer of that
    batch comes back wrong."""

    def __init__(self, path, spoil=None):
        self.path = path
        self.spoil = spoil
        self.asked = 0
        self.batches = 0

    def ask(self, questions):
        done = subprocess.run(
            [self.path],
            input="".join(f"{question}\n" for question in questions),
            capture_output=True,
            text=True,
            timeout=300,
            check=False,
        )
        answers = done.stdout.splitlines()
        if done.returncode or len(answers) != len(questions):
            raise Mismatch(f"dump ended with {done.returncode}: {done.stderr.strip()}")
        self.asked += len(questions)
        if self.spoil and self.spoil[0] == self.batches:
            chance = self.spoil[1]
            victim = chance.choice([n for n, answer in enumerate(answers) if answer != "ok"])
            answers[victim] = spoilt(answers[victim], chance)
        self.batches += 1
        return answers


def spoilt(answer, chance):
    """The answer with one of its words a little wrong."""
    words = answer.split()
    at = chance.randrange(len(words))
    word = words[at]
    if word.lstrip("-").isdigit() and len(word) < 40:
        words[at] = str(int(word) + 2 + abs(int(word)) // 1000)
    elif word == "none":
        words[at] = "1"
    else:
        words[at] = word[:-1] + ("0" if word[-1] != "0" else "1")
    return " ".join(words)


def same(question, got, wanted):
    if str(got) != str(wanted):
        raise Mismatch(f"{question}: {got}, the model says {wanted}")


def close(question, got, wanted, within):
    if abs(got - wanted) > within:
        raise Mismatch(f"{question}: {got}, the model says {wanted}")
