"""What the installation says, in French and English. It speaks before Lakay and its translations are there, so the table is its own."""

from __future__ import annotations

LANGUAGES = ("fr", "en")

WORDS: dict[str, tuple[str, str]] = {
    "need_root": ("Il faut l’administrateur : sudo ./install.sh", "The administrator is needed: sudo ./install.sh"),
    "checking": ("Vérification de la clé USB…", "Checking the stick…"),
    "checked": (
        "La clé est entière et signée : Lakay {0}, {1} fichiers, {2} Mo.",
        "The stick is whole and signed: Lakay {0}, {1} files, {2} MB.",
    ),
    "not_a_stick": ("Ce dossier n’est pas une clé d’installation de Lakay.", "This folder is no installation stick of Lakay."),
    "bad_signature": (
        "La signature de la clé n’est pas bonne. N’installez pas. Demandez une autre clé à qui vous l’a donnée.",
        "The signature of the stick does not hold. Do not install. Ask whoever gave it to you for another one.",
    ),
    "other_key": (
        "La clé est signée par quelqu’un d’autre : {0}. N’installez pas sans demander.",
        "The stick is signed by somebody else: {0}. Do not install without asking.",
    ),
    "missing": (
        "Il manque des fichiers sur la clé : {0}. Rien n’a été installé.",
        "Files are missing on the stick: {0}. Nothing was installed.",
    ),
    "altered": (
        "Un fichier de la clé a été changé : {0}. Rien n’a été installé. Ne vous servez plus de cette clé.",
        "A file on the stick was altered: {0}. Nothing was installed. Do not use this stick again.",
    ),
    "strange": (
        "Il y a sur la clé des fichiers qui n’en font pas partie : {0}. Rien n’a été installé.",
        "There are files on the stick that do not belong to it: {0}. Nothing was installed.",
    ),
    "other_machine": ("Cette clé n’est pas pour cette machine ({0}).", "This stick is not for this machine ({0})."),
    "other_python": (
        "Cette clé n’est pas pour le Python de cette machine : {0}.",
        "This stick is not for the Python of this machine: {0}.",
    ),
    "older": (
        "La clé porte une version plus ancienne ({0}) que celle de cette machine ({1}). Rien n’a été changé.",
        "The stick holds an older release ({0}) than this machine has ({1}). Nothing was changed.",
    ),
    "compare_key": (
        "Comparez avec le papier reçu avec la clé. Signature de Lakay : {0}",
        "Compare with the paper that came with the stick. Signature of Lakay: {0}",
    ),
    "ask_same": ("Est-ce la même ? (oui/non) : ", "Is it the same? (yes/no): "),
    "key_not_compared": (
        "Sans comparaison rien n’est installé. Sans questions : --release-key suivi des chiffres du papier.",
        "Without comparing, nothing is installed. Without questions: --release-key followed by the digits on the paper.",
    ),
    "ask_role": (
        "Que fait cette machine ? 1 poste, 2 bureau, 3 centre, 4 refuge, 5 serveur [1] : ",
        "What is this machine? 1 post, 2 office, 3 centre, 4 shelter, 5 hub [1]: ",
    ),
    "ask_post": ("Code du poste, parmi {0} : ", "Code of the post, one of {0}: "),
    "ask_name": (
        "Nom de cette machine dans le réseau du poste [{0}] : ",
        "Name of this machine in the network of the post [{0}]: ",
    ),
    "bad_answer": ("« {0} » n’est pas possible ici.", "“{0}” is not possible here."),
    "no_answers": ("Il manque une réponse : {0}", "An answer is missing: {0}"),
    "disk": (
        "Disque : une écriture sûre prend {0:.2f} ms (les plus lentes {1:.1f} ms), système de fichiers {2}.",
        "Disk: a safe write takes {0:.2f} ms (the slow ones {1:.1f} ms), file system {2}.",
    ),
    "disk_fast": (
        "ATTENTION : c’est plus vite que ne vont les disques ; il dit peut-être « écrit » trop tôt. Il faut une batterie, ou un autre disque.",
        "LOOK: that is faster than disks are; it may say “written” too early. A battery is needed, or another disk.",
    ),
    "disk_slow": (
        "ATTENTION : la file attendra ce disque. Prenez un disque SSD.",
        "LOOK: the line will wait for this disk. Take a solid-state disk.",
    ),
    "disk_spins": (
        "ATTENTION : c’est un disque qui tourne ; un choc peut le casser. Un SSD est plus sûr à un poste.",
        "LOOK: this disk spins; a knock can break it. A solid-state disk is safer at a post.",
    ),
    "disk_removable": (
        "ATTENTION : ce disque s’enlève. S’il est retiré pendant le travail, le poste s’arrête.",
        "LOOK: this disk can be taken out. If that happens during work, the post stops.",
    ),
    "disk_unfit": (
        "Ce système de fichiers ne peut pas garder un registre (pas de propriétaire, ou rien n’y reste). Prenez un disque ext4.",
        "This file system cannot keep a register (no owners of files, or nothing stays on it). Take a disk with ext4.",
    ),
    "installing": ("Installation du programme (sans réseau)…", "Installing the program (without a network)…"),
    "install_failed": ("Le programme n’a pas pu être installé :\n{0}", "The program could not be installed:\n{0}"),
    "no_space": ("Il faut {0} Mo libres dans {1} ; il y en a {2}.", "{0} MB must be free in {1}; there are {2}."),
    "already": (
        "Cette version est déjà installée ; rien à changer au programme.",
        "This release is installed already; nothing to change in the program.",
    ),
    "stopping": ("Le service s’arrête le temps de la mise à jour.", "The service stops while it is brought up to date."),
    "keeping": ("Copie du registre tel qu’il est ({0} Mo).", "Copying the register as it is ({0} MB)."),
    "backup_made": ("Sauvegarde faite avant la mise à jour.", "A backup was made before the upgrade."),
    "backup_failed": (
        "La sauvegarde d’avant la mise à jour n’a pas réussi ; rien n’a été changé. Sans elle : --without-backup.\n{0}",
        "The backup before the upgrade failed; nothing was changed. Without it: --without-backup.\n{0}",
    ),
    "backup_none": (
        "Aucune clé de sauvegarde n’est réglée sur cette machine : voyez le manuel. La copie locale suffit pour revenir en arrière.",
        "No backup key is set on this machine: see “backup” in the manual. The local copy is enough to go back.",
    ),
    "ask_pin": (
        "Le registre est chiffré. Branchez la clé de l’agent, puis son code PIN : ",
        "The register is encrypted. Plug in the officer’s stick, then the PIN: ",
    ),
    "need_officer": (
        "Le registre est chiffré : il faut la clé et le code d’un agent pour le mettre à jour.",
        "The register is encrypted: an officer’s stick and PIN are needed to bring it up to date.",
    ),
    "not_opened": (
        "Le registre ne s’ouvre pas : mauvaise clé, mauvais code, ou accord du centre expiré. Rien n’a été changé.",
        "The register does not open: wrong stick, wrong PIN, or the hub’s release has ended. Nothing was changed.",
    ),
    "preparing": ("Clés, tables et pays…", "Keys, tables and country…"),
    "prepare_failed": ("Le registre n’a pas pu être préparé :\n{0}", "The register could not be prepared:\n{0}"),
    "doctor_failed": (
        "Le contrôle de la machine trouve ceci, qui n’allait pas mal avant : {0}",
        "The check of the machine finds this, which was not bad before: {0}",
    ),
    "not_serving": ("Le service ne démarre pas.", "The service does not start."),
    "went_back": (
        "La mise à jour est annulée : l’ancienne version ({0}) et le registre d’avant sont de nouveau en place.",
        "The upgrade is undone: the release before ({0}) and the register as it was are in place again.",
    ),
    "half_done": (
        "La dernière mise à jour a été interrompue : le registre et le programme d’avant sont remis en place.",
        "The last upgrade was interrupted: the register and the program from before it are put back.",
    ),
    "done_first": ("Lakay {0} est installé. Temps : {1:.0f} s.", "Lakay {0} is installed. It took {1:.0f} s."),
    "done_upgrade": ("Lakay {0} est en place. Temps : {1:.0f} s.", "Lakay {0} is in place. It took {1:.0f} s."),
    "sheet": (
        "La feuille à imprimer, pour que les autres appareils fassent confiance au poste, est dans {0}",
        "The sheet to print, by which other devices come to trust the post, is in {0}",
    ),
    "next_staff": ("Créez la première personne : sudo lakay staff add", "Make the first person: sudo lakay staff add"),
    "next_open": ("Ouvrez {0}", "Open {0}"),
    "by_hand": ("Sans systemd : {0} serve --tls", "Without systemd: {0} serve --tls"),
    "removed": (
        "Le programme est enlevé. Les données restent : {0} (réglages : {1}). Pour les détruire, lisez d’abord le manuel.",
        "The program is removed. The data stay: {0} (settings: {1}). To destroy them, read the manual first.",
    ),
    "nothing_there": ("Lakay n’est pas installé ici.", "Lakay is not installed here."),
}


class Speaker:
    """Says sentences of the table in one language."""

    def __init__(self, language: str) -> None:
        self._place = LANGUAGES.index(language)

    def __call__(self, code: str, *details: object) -> str:
        """One sentence with its details."""
        return WORDS[code][self._place].format(*details)

    def say(self, code: str, *details: object) -> None:
        """Print one sentence."""
        print(self(code, *details), flush=True)  # noqa: T201  (an installation speaks by printing)
