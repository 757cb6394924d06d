BEGIN TRANSACTION;
CREATE TABLE "_sqlite_migrations" (
   "id" INTEGER PRIMARY KEY,
   "migration_set" TEXT,
   "name" TEXT,
   "applied_at" TEXT
) STRICT;
INSERT INTO "_sqlite_migrations" VALUES(1,'diptych','v1_tables','2026-11-22 12:09:03.613394+00:00');
CREATE TABLE attributions (
        id text primary key,
        document text not null references documents,
        annotator text not null,
        claim text not null references spans,
        source text not null references spans,
        label text not null,
        deleted integer not null default 0 check (deleted in (0, 1)),
        unique (claim, source, annotator, label),
        check (claim <> source)
    ) strict;
INSERT INTO "attributions" VALUES('id-016','one','ana','id-012','id-014','attributed_to',0);
CREATE TABLE desk (
        annotator text not null,
        key text not null,
        value text not null check (json_valid(value)),
        primary key (annotator, key)
    ) strict;
INSERT INTO "desk" VALUES('ana','place','3');
CREATE TABLE documents (
        id text primary key,
        ordinal integer not null check (ordinal > 0),
        sha256 text not null references texts,
        title text, outlet text, published text, url text, language text,
        meta text not null check (json_valid(meta)),
        deleted integer not null default 0 check (deleted in (0, 1))
    ) strict;
INSERT INTO "documents" VALUES('one',1,'cc62a5848000061d308bf10747d260e6a6accdb0ff84b68e88b1ade1cb0527d8','One','Observer',NULL,NULL,NULL,'{}',0);
INSERT INTO "documents" VALUES('two',2,'57570eafb5f9d783296e5f7231e388cd50b92b4885018a9edf54f2592fc6adc6','Two',NULL,NULL,NULL,NULL,'{}',0);
CREATE TABLE history (
        seq integer primary key,
        id text not null unique,
        time text not null,
        annotator text not null,
        action text not null,
        parent text,
        target text,
        changes text not null check (json_valid(changes)),
        hash text not null unique check (length(hash) = 64)
    ) strict;
INSERT INTO "history" VALUES(1,'id-001','2025-06-17T10:00:00.000Z','ana','import',NULL,NULL,'[{"table":"documents","id":"one","before":null,"after":{"id":"one","ordinal":1,"sha256":"cc62a5848000061d308bf10747d260e6a6accdb0ff84b68e88b1ade1cb0527d8","title":"One","outlet":"Observer","published":null,"url":null,"language":null,"meta":"{}","deleted":0}}]','bd9e852e29fde481fb4c13cb8ca759ec4e269c0936ad97999c9046ec98e79f9e');
INSERT INTO "history" VALUES(2,'id-002','2025-06-17T10:00:00.000Z','ana','import','id-001',NULL,'[{"table":"documents","id":"two","before":null,"after":{"id":"two","ordinal":2,"sha256":"57570eafb5f9d783296e5f7231e388cd50b92b4885018a9edf54f2592fc6adc6","title":"Two","outlet":null,"published":null,"url":null,"language":null,"meta":"{}","deleted":0}}]','b19fa77dfecae484d5f3af3029513ed73beaf37f2f8b1bfb3d4564602b4599d1');
INSERT INTO "history" VALUES(3,'id-003','2025-06-17T10:00:00.000Z','ana','tag','id-002',NULL,'[{"table":"spans","id":"id-004","before":null,"after":{"id":"id-004","document":"one","annotator":"ana","start":0,"end":5,"label":"entity","text":"Hamas","origin":"human","note":null,"created":"2025-06-17T10:00:00.000Z","deleted":0}}]','efa90a97e674a8bbabb5496ddb44311189277d01612826d4c34935b5537a86b1');
INSERT INTO "history" VALUES(4,'id-005','2025-06-17T10:00:00.000Z','ana','tag','id-003',NULL,'[{"table":"spans","id":"id-006","before":null,"after":{"id":"id-006","document":"two","annotator":"ana","start":12,"end":17,"label":"entity","text":"Hamas","origin":"human","note":null,"created":"2025-06-17T10:00:00.000Z","deleted":0}}]','77efda771be1b8b67d583260c4fe7ac901662f39932cabe679f0451f9ca4e812');
INSERT INTO "history" VALUES(5,'id-007','2025-06-17T10:00:00.000Z','ben','tag',NULL,NULL,'[{"table":"spans","id":"id-008","before":null,"after":{"id":"id-008","document":"one","annotator":"ben","start":26,"end":29,"label":"entity","text":"140","origin":"human","note":null,"created":"2025-06-17T10:00:00.000Z","deleted":0}}]','4770d9ed415680d6745a917e227dd97d3ee61a82ba9068436c078726f1dca24e');
INSERT INTO "history" VALUES(6,'id-009','2025-06-17T10:00:00.000Z','ben','tag','id-007',NULL,'[{"table":"spans","id":"id-010","before":null,"after":{"id":"id-010","document":"two","annotator":"ben","start":23,"end":26,"label":"entity","text":"140","origin":"human","note":null,"created":"2025-06-17T10:00:00.000Z","deleted":0}}]','af185f1ab20069aa56c8abe7d0c596acf7352dd74d2117c9808f0b9a7114ba1a');
INSERT INTO "history" VALUES(7,'id-011','2025-06-17T10:00:00.000Z','ana','tag','id-005',NULL,'[{"table":"spans","id":"id-012","before":null,"after":{"id":"id-012","document":"one","annotator":"ana","start":26,"end":44,"label":"claim","text":"140 posts would go","origin":"human","note":null,"created":"2025-06-17T10:00:00.000Z","deleted":0}}]','3325089a9cd79aefc5725b263215cb21e85c1f9ab74eaaea546960fb68aa186c');
INSERT INTO "history" VALUES(8,'id-013','2025-06-17T10:00:00.000Z','ana','tag','id-011',NULL,'[{"table":"spans","id":"id-014","before":null,"after":{"id":"id-014","document":"one","annotator":"ana","start":57,"end":68,"label":"source","text":"an official","origin":"human","note":null,"created":"2025-06-17T10:00:00.000Z","deleted":0}}]','40a06446052d137b1df52d704d111d64082cac6c281ad529fa3f864f1abd744e');
INSERT INTO "history" VALUES(9,'id-015','2025-06-17T10:00:00.000Z','ana','attribute','id-013',NULL,'[{"table":"attributions","id":"id-016","before":null,"after":{"id":"id-016","document":"one","annotator":"ana","claim":"id-012","source":"id-014","label":"attributed_to","deleted":0}}]','d3b6cfa84ceacbee4aefc261871152e104392f8600e39cebb02aa19019de3f61');
INSERT INTO "history" VALUES(10,'id-017','2025-06-17T10:00:00.000Z','ana','decide','id-015',NULL,'[{"table":"verdicts","id":"id-018","before":null,"after":{"id":"id-018","left":"id-004","right":"id-006","annotator":"ana","kind":"same","note":"a note","decided":"2025-06-17T10:00:00.000Z","deleted":0}}]','23223cd94ff0eef7fda6bfed3bd62ba6d378846f758f8213ffb7fd03832e4244');
INSERT INTO "history" VALUES(11,'id-019','2025-06-17T10:00:00.000Z','ben','decide','id-009',NULL,'[{"table":"verdicts","id":"id-020","before":null,"after":{"id":"id-020","left":"id-008","right":"id-010","annotator":"ben","kind":"different","note":null,"decided":"2025-06-17T10:00:00.000Z","deleted":0}}]','229d62a5a15ca5981be26b46cc9eeb3b0eb2e6e91ef89ebd9700735f4aea2f59');
INSERT INTO "history" VALUES(12,'id-021','2025-06-17T10:00:00.000Z','ben','undo',NULL,'id-019','[{"table":"verdicts","id":"id-020","before":{"id":"id-020","left":"id-008","right":"id-010","annotator":"ben","kind":"different","note":null,"decided":"2025-06-17T10:00:00.000Z","deleted":0},"after":{"id":"id-020","left":"id-008","right":"id-010","annotator":"ben","kind":"different","note":null,"decided":"2025-06-17T10:00:00.000Z","deleted":1}}]','91496700eba151af68d187436bfe2dff006957993ce2b4347a44d1189ca17df6');
INSERT INTO "history" VALUES(13,'id-022','2025-06-17T10:00:00.000Z','ana','state','id-017',NULL,'[{"table":"states","id":"one/ana","before":null,"after":{"id":"one/ana","document":"one","annotator":"ana","state":"in progress","deleted":0}}]','cce33fdd87e6d348cff974d841883f2758279025444d2cabdc8e420779ac384e');
CREATE TABLE proposals (
        left text not null references spans,
        right text not null references spans,
        label text not null,
        score real not null check (score between 0 and 1),
        reasons text not null check (json_valid(reasons)),
        matcher text not null,
        primary key (left, right)
    ) strict;
INSERT INTO "proposals" VALUES('id-004','id-006','entity',0.9574,'["same name: Hamas"]','strings/1');
INSERT INTO "proposals" VALUES('id-008','id-010','entity',0.9574,'["same name: 140"]','strings/1');
CREATE TABLE settings (
        id text primary key,
        value text not null,
        deleted integer not null default 0 check (deleted in (0, 1))
    ) strict;
CREATE TABLE spans (
        id text primary key,
        document text not null references documents,
        annotator text not null,
        start integer not null check (start >= 0),
        "end" integer not null check ("end" > start),
        label text not null,
        text text not null,
        origin text not null,
        note text,
        created text not null,
        deleted integer not null default 0 check (deleted in (0, 1))
    ) strict;
INSERT INTO "spans" VALUES('id-004','one','ana',0,5,'entity','Hamas','human',NULL,'2025-06-17T10:00:00.000Z',0);
INSERT INTO "spans" VALUES('id-006','two','ana',12,17,'entity','Hamas','human',NULL,'2025-06-17T10:00:00.000Z',0);
INSERT INTO "spans" VALUES('id-008','one','ben',26,29,'entity','140','human',NULL,'2025-06-17T10:00:00.000Z',0);
INSERT INTO "spans" VALUES('id-010','two','ben',23,26,'entity','140','human',NULL,'2025-06-17T10:00:00.000Z',0);
INSERT INTO "spans" VALUES('id-012','one','ana',26,44,'claim','140 posts would go','human',NULL,'2025-06-17T10:00:00.000Z',0);
INSERT INTO "spans" VALUES('id-014','one','ana',57,68,'source','an official','human',NULL,'2025-06-17T10:00:00.000Z',0);
CREATE TABLE states (
        id text primary key,
        document text not null references documents,
        annotator text not null,
        state text not null,
        deleted integer not null default 0 check (deleted in (0, 1))
    ) strict;
INSERT INTO "states" VALUES('one/ana','one','ana','in progress',0);
CREATE TABLE texts (
        sha256 text primary key check (length(sha256) = 64),
        text text not null check (text <> ''),
        length integer not null,
        words integer not null
    ) strict;
INSERT INTO "texts" VALUES('cc62a5848000061d308bf10747d260e6a6accdb0ff84b68e88b1ade1cb0527d8','Hamas said on Monday that 140 posts would go. “They go,” an official said. Hamas denied it.',91,17);
INSERT INTO "texts" VALUES('57570eafb5f9d783296e5f7231e388cd50b92b4885018a9edf54f2592fc6adc6','A report by Hamas says 140 posts go 🙂 in May. Officials of Hamas say they stay, état.',86,17);
CREATE TABLE verdicts (
        id text primary key,
        left text not null references spans,
        right text not null references spans,
        annotator text not null,
        kind text not null,
        note text,
        decided text not null,
        deleted integer not null default 0 check (deleted in (0, 1)),
        unique (left, right, annotator),
        check (left <> right)
    ) strict;
INSERT INTO "verdicts" VALUES('id-018','id-004','id-006','ana','same','a note','2025-06-17T10:00:00.000Z',0);
INSERT INTO "verdicts" VALUES('id-020','id-008','id-010','ben','different',NULL,'2025-06-17T10:00:00.000Z',1);
CREATE UNIQUE INDEX "idx__sqlite_migrations_migration_set_name"
    ON "_sqlite_migrations" ("migration_set", "name");
CREATE INDEX documents_by_text on documents (sha256);
CREATE INDEX spans_by_place on spans (document, start);
CREATE INDEX attributions_by_document on attributions (document);
CREATE INDEX attributions_by_source on attributions (source);
CREATE INDEX verdicts_by_right on verdicts (right);
CREATE INDEX states_by_document on states (document);
CREATE INDEX proposals_by_score on proposals (score desc);
CREATE INDEX proposals_by_right on proposals (right);
CREATE INDEX history_by_annotator on history (annotator, seq);
CREATE INDEX history_by_parent on history (annotator, parent, seq) where target is null;
CREATE TRIGGER history_no_update before update on history 
        begin select raise(abort, 'history is only ever added to'); end;
CREATE TRIGGER history_no_delete before delete on history 
        begin select raise(abort, 'history is only ever added to'); end;
CREATE TRIGGER history_no_insert before insert on history when exists (select 1 from history where seq = new.seq or id = new.id or hash = new.hash)
        begin select raise(abort, 'history is only ever added to'); end;
CREATE TRIGGER texts_no_update before update on texts 
        begin select raise(abort, 'texts is only ever added to'); end;
CREATE TRIGGER texts_no_delete before delete on texts 
        begin select raise(abort, 'texts is only ever added to'); end;
CREATE TRIGGER texts_no_insert before insert on texts when exists (select 1 from texts where rowid = new.rowid or sha256 = new.sha256)
        begin select raise(abort, 'texts is only ever added to'); end;
COMMIT;
