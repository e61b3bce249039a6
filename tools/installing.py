"""How Python packages are installed here. Standard library only."""

from pathlib import Path

VENV = Path(__file__).resolve().parent.parent / ".venv"


def installer() -> list[str]:
    """Return the command that installs: pip, which every machine has set up for its registry, or uv in a `.venv` that uv made."""
    uv = VENV / "bin" / "uv"
    if not (VENV / "bin" / "pip").exists() and uv.exists():
        return [str(uv), "pip", "install", "--quiet", "--python", str(VENV / "bin" / "python")]
    return [str(VENV / "bin" / "python"), "-m", "pip", "install", "--quiet"]
