"""The store's tables, as numbered migrations: each runs once, in order, and never changes afterwards."""

THE_LOG = """
    CREATE TABLE log (                  -- what changed figures, only ever added to
        id INTEGER PRIMARY KEY,
        moment TEXT NOT NULL,
        what TEXT NOT NULL,
        about TEXT NOT NULL,            -- whose, of when, by whom, and the digests of the rows that it wrote
        hash TEXT NOT NULL              -- over all of it and the hash before
    ) STRICT;
    CREATE TRIGGER log_keeps_its_order BEFORE INSERT ON log
        WHEN NEW.id <> (SELECT ifnull(max(id), 0) + 1 FROM log)
        BEGIN SELECT RAISE(ABORT, 'the log is only added to'); END;
    CREATE TRIGGER log_is_not_changed BEFORE UPDATE ON log
        BEGIN SELECT RAISE(ABORT, 'the log is only added to'); END;
    CREATE TRIGGER log_is_not_shortened BEFORE DELETE ON log
        BEGIN SELECT RAISE(ABORT, 'the log is only added to'); END;
    CREATE INDEX mail_by_moment ON mail (taken_in);
    CREATE INDEX mail_by_end ON mail (until) WHERE until IS NOT NULL;
    CREATE INDEX standing_by_moment ON standing (known_from);
    CREATE INDEX standing_by_end ON standing (known_until) WHERE known_until IS NOT NULL;
    """
"""The migration with which the log begins: its first entry vouches for what is there already."""

MIGRATIONS = (
    """
    CREATE TABLE original (
        sha256 TEXT PRIMARY KEY,
        content BLOB NOT NULL,          -- the file, byte for byte (workbooks are deflated already)
        size INTEGER NOT NULL
    ) STRICT;
    CREATE TABLE mail (                 -- every file that was kept, with what became of it
        id INTEGER PRIMARY KEY,
        path TEXT NOT NULL,
        sha256 TEXT NOT NULL REFERENCES original,
        taken_in TEXT NOT NULL,
        outcome TEXT NOT NULL CHECK (outcome IN ('accepted', 'refused', 'waiting')),
        unit TEXT,                      -- the reporter, where known
        period TEXT,
        until TEXT                      -- when a later reading of the same file took its place
    ) STRICT;
    CREATE INDEX mail_by_content ON mail (sha256);
    CREATE TABLE finding (
        mail INTEGER NOT NULL REFERENCES mail,
        code TEXT NOT NULL,
        severity TEXT NOT NULL,
        sheet TEXT,
        cell TEXT,
        seen TEXT NOT NULL
    ) STRICT;
    CREATE INDEX finding_by_mail ON finding (mail);
    CREATE TABLE return (
        id INTEGER PRIMARY KEY,
        mail INTEGER NOT NULL REFERENCES mail,
        reporter TEXT NOT NULL,
        period TEXT NOT NULL,
        stage TEXT,
        kind TEXT NOT NULL,
        sheet TEXT NOT NULL,
        title TEXT NOT NULL,
        fixed TEXT NOT NULL,
        supplement INTEGER NOT NULL,
        dated TEXT,
        number TEXT,
        answers TEXT,                   -- sha256 of the file that it was sent back to mend
        models TEXT NOT NULL,           -- the rows of a register: the evidence behind its figures
        bases TEXT NOT NULL,            -- the rows of a matrix, with their figures
        claims TEXT NOT NULL,           -- what it says about sums
        checksum TEXT NOT NULL,         -- over the whole return as it was read
        questioned INTEGER NOT NULL
    ) STRICT;
    CREATE INDEX return_by_period ON return (period, reporter);
    CREATE INDEX return_by_mail ON return (mail);
    CREATE TABLE unsettled (period TEXT PRIMARY KEY) STRICT;
    CREATE TABLE standing (             -- what stands, since when and until when it was known to
        id INTEGER PRIMARY KEY,
        key TEXT NOT NULL,
        period TEXT NOT NULL,
        stage TEXT NOT NULL,
        unit TEXT NOT NULL,
        reach TEXT NOT NULL,
        reporter TEXT NOT NULL,
        return INTEGER NOT NULL REFERENCES return,
        kind TEXT NOT NULL,
        via INTEGER NOT NULL,
        standing TEXT NOT NULL,
        reason TEXT NOT NULL,
        provisional INTEGER NOT NULL,
        value INTEGER NOT NULL,
        fixed TEXT NOT NULL,
        margins TEXT NOT NULL,
        rows TEXT NOT NULL,
        without TEXT NOT NULL,
        heard TEXT NOT NULL,
        nested TEXT NOT NULL,
        known_from TEXT NOT NULL,
        known_until TEXT
    ) STRICT;
    CREATE INDEX standing_by_period ON standing (period, stage, standing);
    CREATE TABLE question (             -- questions between returns, found when settling
        return INTEGER NOT NULL REFERENCES return,
        period TEXT NOT NULL,
        code TEXT NOT NULL,
        sheet TEXT,
        cell TEXT,
        seen TEXT NOT NULL,
        known_from TEXT NOT NULL,
        known_until TEXT
    ) STRICT;
    CREATE TABLE remark (               -- what readers of a period's tables must be told
        period TEXT NOT NULL,
        stage TEXT NOT NULL,
        code TEXT NOT NULL,
        unit TEXT NOT NULL,
        other TEXT NOT NULL,
        known_from TEXT NOT NULL,
        known_until TEXT
    ) STRICT;
    """,
    """
    ALTER TABLE mail ADD COLUMN replaced_by INTEGER REFERENCES mail;  -- the later reading that took its place
    CREATE TABLE entry (                -- accepted mail whose figures a person read and typed
        mail INTEGER PRIMARY KEY REFERENCES mail,
        typist TEXT NOT NULL,
        form TEXT REFERENCES original,  -- the workbook they were typed in, if any
        form_path TEXT
    ) STRICT;
    CREATE INDEX entry_by_form ON entry (form);
    """,
    """
    ALTER TABLE standing ADD COLUMN acts TEXT NOT NULL DEFAULT '';    -- decisions: what the level did, where that is more
    ALTER TABLE standing ADD COLUMN higher TEXT NOT NULL DEFAULT '[]';  -- of without: rows left to a higher level
    """,
    """
    CREATE TABLE roster (               -- who must report for a period (listed), or was taken off the list with a reason
        id INTEGER PRIMARY KEY,
        period TEXT NOT NULL,
        unit TEXT NOT NULL,
        listed INTEGER NOT NULL,
        block TEXT,                     -- where the list puts it in another block than its kind
        contact TEXT NOT NULL,
        deadline TEXT,
        source TEXT NOT NULL,
        reason TEXT NOT NULL,
        known_from TEXT NOT NULL,
        known_until TEXT
    ) STRICT;
    CREATE INDEX roster_by_period ON roster (period, unit);
    """,
    """
    CREATE TABLE reading (              -- under which terms mail was read, so that it can be read again
        mail INTEGER PRIMARY KEY REFERENCES mail,
        home TEXT,
        home_said INTEGER NOT NULL,
        around TEXT,                    -- the narrower home of its folder
        period TEXT,                    -- what the user said of it, if anything
        unit TEXT
    ) STRICT;
    CREATE TABLE asked (                -- the number by which people call a question, from the day it is first shown
        number INTEGER PRIMARY KEY,
        key TEXT NOT NULL UNIQUE
    ) STRICT;
    CREATE TABLE decision (             -- only ever added to: the last one about a question holds
        id INTEGER PRIMARY KEY,
        key TEXT NOT NULL,
        answer TEXT,                    -- NULL: taken back
        code TEXT NOT NULL,             -- the question as it was asked, and where first
        sheet TEXT,
        cell TEXT,
        seen TEXT NOT NULL,
        path TEXT NOT NULL,
        decider TEXT NOT NULL,
        why TEXT NOT NULL,
        moment TEXT NOT NULL
    ) STRICT;
    CREATE INDEX decision_by_key ON decision (key);
    CREATE VIEW considered AS           -- returns whose questions still matter: nothing has taken their place
        SELECT DISTINCT r.id AS return, r.mail AS mail FROM return r JOIN standing s ON s.return = r.id
        WHERE s.known_until IS NULL AND s.standing NOT IN ('superseded', 'copy');
    """,
    """
    CREATE TABLE code (                 -- the permanent codes that forms gave to models
        unit TEXT NOT NULL,
        key TEXT NOT NULL,              -- the model's name for matching
        code TEXT NOT NULL,
        given TEXT NOT NULL,
        PRIMARY KEY (unit, key)
    ) STRICT;
    """,
    """
    CREATE TABLE withdrawal (           -- a document that was taken back, until that was undone
        id INTEGER PRIMARY KEY,
        mail INTEGER NOT NULL REFERENCES mail,
        who TEXT NOT NULL,
        reason TEXT NOT NULL,
        known_from TEXT NOT NULL,
        known_until TEXT,
        undone_by TEXT,
        undone_why TEXT
    ) STRICT;
    CREATE INDEX withdrawal_by_mail ON withdrawal (mail);
    CREATE TABLE replacement (          -- which return took the place of which, as long as that was so
        return INTEGER NOT NULL REFERENCES return,
        period TEXT NOT NULL,
        other INTEGER NOT NULL REFERENCES return,
        known_from TEXT NOT NULL,
        known_until TEXT
    ) STRICT;
    INSERT OR IGNORE INTO unsettled SELECT DISTINCT period FROM return;
    """,
    """
    CREATE TABLE read_with (            -- with what danvan knew when mail was read so, then or again
        mail INTEGER NOT NULL REFERENCES mail,
        knowledge TEXT NOT NULL,
        PRIMARY KEY (mail, knowledge)
    ) STRICT;
    INSERT OR IGNORE INTO unsettled SELECT DISTINCT period FROM return;
    """,
    THE_LOG,
    """
    CREATE TABLE paper (                -- every table that left: the question, and the answer as it was given
        code TEXT PRIMARY KEY,          -- printed on it
        fingerprint TEXT NOT NULL UNIQUE,
        period TEXT NOT NULL,
        query TEXT NOT NULL,
        answer TEXT NOT NULL,
        language TEXT NOT NULL,
        known_at TEXT NOT NULL          -- what was known when it was asked
    ) STRICT;
    CREATE TABLE printing (             -- every time it left, byte for byte
        id INTEGER PRIMARY KEY,
        paper TEXT NOT NULL REFERENCES paper,
        path TEXT NOT NULL,
        sha256 TEXT NOT NULL REFERENCES original,
        moment TEXT NOT NULL
    ) STRICT;
    CREATE INDEX paper_by_query ON paper (query);
    CREATE INDEX printing_by_content ON printing (sha256);
    """,
    """
    CREATE TABLE lock (                 -- a period whose figures are what was known when it was locked, until it is unlocked
        id INTEGER PRIMARY KEY,
        period TEXT NOT NULL,
        who TEXT NOT NULL,
        reason TEXT NOT NULL,
        known_from TEXT NOT NULL,
        known_until TEXT,
        undone_by TEXT,
        undone_why TEXT
    ) STRICT;
    """,
    """
    CREATE TABLE published (            -- figures that somebody published: compared with what stands, never counted
        id INTEGER PRIMARY KEY,
        period TEXT NOT NULL,
        unit TEXT NOT NULL,
        stage TEXT NOT NULL,
        fixed TEXT NOT NULL,            -- field, level, holder, origin, block, as far as the figure is about some of them only
        stated INTEGER NOT NULL,
        who TEXT NOT NULL,              -- who says it
        source TEXT NOT NULL,           -- where
        keeper TEXT NOT NULL,           -- who told danvan
        known_from TEXT NOT NULL,
        known_until TEXT,
        replaced_by INTEGER REFERENCES published,
        taken_back_by TEXT,
        taken_back_why TEXT
    ) STRICT;
    CREATE INDEX published_by_period ON published (period, unit);
    """,
    """
    CREATE TABLE twin (                 -- rows of places that are, or may be, the models in rows of bodies inside them
        period TEXT NOT NULL,
        stage TEXT NOT NULL,
        place TEXT NOT NULL,
        body TEXT NOT NULL,
        return INTEGER NOT NULL REFERENCES return,
        row INTEGER NOT NULL,
        other INTEGER NOT NULL REFERENCES return,
        other_row INTEGER NOT NULL,
        how TEXT NOT NULL,              -- code, name, decided: they count once; asked: both count
        at TEXT NOT NULL,               -- the coordinates of the place's row
        known_from TEXT NOT NULL,
        known_until TEXT
    ) STRICT;
    CREATE INDEX twin_by_period ON twin (period, stage);
    INSERT OR IGNORE INTO unsettled SELECT DISTINCT period FROM return;
    """,
    """
    CREATE TABLE practice (             -- how this workspace takes figures, as what stands was settled last: its settings as JSON
        said TEXT NOT NULL
    ) STRICT;
    """,
    """
    CREATE TABLE identity (             -- by which other ledgers know this one
        id TEXT PRIMARY KEY
    ) STRICT;
    INSERT INTO identity VALUES (lower(hex(randomblob(16))));
    CREATE TABLE bundle (               -- ledgers of lower offices that were received
        id INTEGER PRIMARY KEY,
        sha256 TEXT NOT NULL UNIQUE,
        ledger TEXT NOT NULL,           -- the identity of the one it was made from
        unit TEXT NOT NULL,
        maker TEXT NOT NULL,
        made TEXT NOT NULL,
        received TEXT NOT NULL
    ) STRICT;
    CREATE TABLE brought (              -- documents that a bundle holds, here already or not
        bundle INTEGER NOT NULL REFERENCES bundle,
        sha256 TEXT NOT NULL,
        unit TEXT,
        period TEXT,
        came TEXT NOT NULL,             -- when its bytes first came to the lower office
        said TEXT NOT NULL,             -- what the lower office reads in it, table by table; null: nothing is said
        noted TEXT NOT NULL             -- when that became known here
    ) STRICT;
    CREATE INDEX brought_by_content ON brought (sha256);
    ALTER TABLE entry ADD COLUMN typed TEXT NOT NULL DEFAULT '';  -- when, where it was typed
    ALTER TABLE entry ADD COLUMN origin TEXT NOT NULL DEFAULT '';  -- the ledger it was typed for, where not this one
    UPDATE entry SET typed = (SELECT m.taken_in FROM mail m WHERE m.id = entry.mail);
    ALTER TABLE decision ADD COLUMN origin TEXT NOT NULL DEFAULT '';  -- the ledger it was made in, where not this one
    ALTER TABLE decision ADD COLUMN decided TEXT NOT NULL DEFAULT '';  -- when it was made there
    ALTER TABLE withdrawal ADD COLUMN origin TEXT NOT NULL DEFAULT '';
    ALTER TABLE withdrawal ADD COLUMN since TEXT NOT NULL DEFAULT '';  -- when it was withdrawn there
    """,
    """
    ALTER TABLE code RENAME TO code_of_this_ledger;
    CREATE TABLE code (                 -- the permanent codes that forms gave to models
        unit TEXT NOT NULL,
        key TEXT NOT NULL,              -- the model's name for matching
        code TEXT NOT NULL,
        given TEXT NOT NULL,
        origin TEXT NOT NULL,           -- the ledger whose form it was, where not this one
        coined INTEGER NOT NULL,        -- for this model; else its own list had the code already
        PRIMARY KEY (unit, key, origin)
    ) STRICT;
    INSERT INTO code SELECT unit, key, code, given, '', 1 FROM code_of_this_ledger ORDER BY rowid;
    DROP TABLE code_of_this_ledger;
    """,
    """
    ALTER TABLE return ADD COLUMN former TEXT;  -- the commune, merged since, under whose name it was sent
    """,
    """
    ALTER TABLE return ADD COLUMN front INTEGER;  -- 1: the Front of its place sent it
    """,
    """
    ALTER TABLE mail ADD COLUMN dated TEXT;  -- of a refused file the day that it bears: it has no returns that say it
    """,
    """
    ALTER TABLE return ADD COLUMN part TEXT;  -- the part of its reporter that sent it: a hamlet, a party cell
    """,
)
