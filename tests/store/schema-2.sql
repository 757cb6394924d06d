BEGIN TRANSACTION;
CREATE TABLE "_sqlite_migrations" (
   "id" INTEGER PRIMARY KEY,
   "migration_set" TEXT,
   "name" TEXT,
   "applied_at" TEXT
) STRICT;
INSERT INTO "_sqlite_migrations" VALUES(1,'diptych','v1_tables','2026-11-23 00:45:11.981159+00:00');
INSERT INTO "_sqlite_migrations" VALUES(2,'diptych','v2_items','2026-11-23 00:45:12.033355+00:00');
CREATE TABLE apart (
        id text primary key,
        span text not null references spans,
        annotator text not null,
        deleted integer not null default 0 check (deleted in (0, 1))
    ) strict;
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
INSERT INTO "attributions" VALUES('01a205dd-323c-7380-a061-dfb7fa3f3717','one','ana','01a205dd-3238-70d9-98a6-cb136bd4be3e','01a205dd-323c-7380-a061-dfb5eeb9b34b','attributed_to',0);
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
INSERT INTO "history" VALUES(1,'01a205dd-31f9-754f-a919-4d1ab3c9c210','2026-11-23T00:45:12.057Z','ana','import',NULL,NULL,'[{"table":"documents","id":"one","before":null,"after":{"id":"one","ordinal":1,"sha256":"cc62a5848000061d308bf10747d260e6a6accdb0ff84b68e88b1ade1cb0527d8","title":"One","outlet":"Observer","published":null,"url":null,"language":null,"meta":"{}","deleted":0}}]','eb6611af0d2588f2ff60944aa10f91f0c27cab7f9ae5b5ff1b63feba4b3ec7c3');
INSERT INTO "history" VALUES(2,'01a205dd-320c-73b4-a8f7-b5f72399c7a7','2026-11-23T00:45:12.076Z','ana','import','01a205dd-31f9-754f-a919-4d1ab3c9c210',NULL,'[{"table":"documents","id":"two","before":null,"after":{"id":"two","ordinal":2,"sha256":"57570eafb5f9d783296e5f7231e388cd50b92b4885018a9edf54f2592fc6adc6","title":"Two","outlet":null,"published":null,"url":null,"language":null,"meta":"{}","deleted":0}}]','e03a179d0f456327072cb19885390f3ef0ebb704babb1d24581ae100ae3cd798');
INSERT INTO "history" VALUES(3,'01a205dd-3210-7306-8b7b-ef50df81c92a','2026-11-23T00:45:12.080Z','ana','tag','01a205dd-320c-73b4-a8f7-b5f72399c7a7',NULL,'[{"table":"spans","id":"01a205dd-3210-7306-8b7b-ef51378e8110","before":null,"after":{"id":"01a205dd-3210-7306-8b7b-ef51378e8110","document":"one","annotator":"ana","start":0,"end":5,"label":"entity","text":"Hamas","origin":"human","note":null,"created":"2026-11-23T00:45:12.080Z","deleted":0}}]','029196b46cbb59a5aeb2cba967e3544a84092b2d68edf720853f327b263b2905');
INSERT INTO "history" VALUES(4,'01a205dd-3220-77bb-bfce-e32a69e753a3','2026-11-23T00:45:12.096Z','ana','tag','01a205dd-3210-7306-8b7b-ef50df81c92a',NULL,'[{"table":"spans","id":"01a205dd-3220-77bb-bfce-e32b80dd5fcb","before":null,"after":{"id":"01a205dd-3220-77bb-bfce-e32b80dd5fcb","document":"one","annotator":"ana","start":75,"end":80,"label":"entity","text":"Hamas","origin":"human","note":null,"created":"2026-11-23T00:45:12.096Z","deleted":0}}]','1d7eb730ef3dcbb0174dccee46ae6e01985b4561c1642eca7ec1b1c2a5cbb853');
INSERT INTO "history" VALUES(5,'01a205dd-3222-72e3-bc18-07adf4b24d1f','2026-11-23T00:45:12.098Z','ana','tag','01a205dd-3220-77bb-bfce-e32a69e753a3',NULL,'[{"table":"spans","id":"01a205dd-3222-72e3-bc18-07aeedf93b55","before":null,"after":{"id":"01a205dd-3222-72e3-bc18-07aeedf93b55","document":"two","annotator":"ana","start":12,"end":17,"label":"entity","text":"Hamas","origin":"human","note":null,"created":"2026-11-23T00:45:12.098Z","deleted":0}}]','957180e757e8d30d307aa3fd24e415b0891c2924b391d2746d59ddb3c0743974');
INSERT INTO "history" VALUES(6,'01a205dd-3228-7391-a547-33532118dfd2','2026-11-23T00:45:12.104Z','ben','tag',NULL,NULL,'[{"table":"spans","id":"01a205dd-3228-7391-a547-3354e6b7a0b7","before":null,"after":{"id":"01a205dd-3228-7391-a547-3354e6b7a0b7","document":"two","annotator":"ben","start":12,"end":17,"label":"entity","text":"Hamas","origin":"human","note":null,"created":"2026-11-23T00:45:12.104Z","deleted":0}}]','56d44c7a90b47e68ff37c17ea477a946c4557f27aef1a552890ce2f46481db8c');
INSERT INTO "history" VALUES(7,'01a205dd-3238-70d9-98a6-cb1209cce5c7','2026-11-23T00:45:12.120Z','ana','tag','01a205dd-3222-72e3-bc18-07adf4b24d1f',NULL,'[{"table":"spans","id":"01a205dd-3238-70d9-98a6-cb136bd4be3e","before":null,"after":{"id":"01a205dd-3238-70d9-98a6-cb136bd4be3e","document":"one","annotator":"ana","start":26,"end":44,"label":"claim","text":"140 posts would go","origin":"human","note":null,"created":"2026-11-23T00:45:12.120Z","deleted":0}}]','3f0e3c41b11ef9609b302b3a5e527de09ff0283e3aea48fbdd5e3604a163d593');
INSERT INTO "history" VALUES(8,'01a205dd-323c-7380-a061-dfb408ce5b3c','2026-11-23T00:45:12.124Z','ana','tag','01a205dd-3238-70d9-98a6-cb1209cce5c7',NULL,'[{"table":"spans","id":"01a205dd-323c-7380-a061-dfb5eeb9b34b","before":null,"after":{"id":"01a205dd-323c-7380-a061-dfb5eeb9b34b","document":"one","annotator":"ana","start":57,"end":68,"label":"source","text":"an official","origin":"human","note":null,"created":"2026-11-23T00:45:12.124Z","deleted":0}}]','64458571582ac97d964e100be788fc68dd1a0b1793de67945f970f20ff968dec');
INSERT INTO "history" VALUES(9,'01a205dd-323c-7380-a061-dfb6ae45a8f7','2026-11-23T00:45:12.124Z','ana','attribute','01a205dd-323c-7380-a061-dfb408ce5b3c',NULL,'[{"table":"attributions","id":"01a205dd-323c-7380-a061-dfb7fa3f3717","before":null,"after":{"id":"01a205dd-323c-7380-a061-dfb7fa3f3717","document":"one","annotator":"ana","claim":"01a205dd-3238-70d9-98a6-cb136bd4be3e","source":"01a205dd-323c-7380-a061-dfb5eeb9b34b","label":"attributed_to","deleted":0}}]','c5d4d1fe21617f14951f3dfe6cb443826a737121ab1bb443c3037ca73ad12ab1');
INSERT INTO "history" VALUES(10,'01a205dd-36f8-777c-b6f1-711b20e253da','2026-11-23T00:45:13.336Z','ana','decide','01a205dd-323c-7380-a061-dfb6ae45a8f7',NULL,'[{"table":"verdicts","id":"01a205dd-36f8-777c-b6f1-711c3269625e","before":null,"after":{"id":"01a205dd-36f8-777c-b6f1-711c3269625e","left":"01a205dd-3210-7306-8b7b-ef51378e8110","right":"01a205dd-3222-72e3-bc18-07aeedf93b55","annotator":"ana","kind":"same","note":null,"decided":"2026-11-23T00:45:13.336Z","deleted":0}}]','ea37677c546d727e9431d9aabafc0245daa816a195764cca11a074b086f651cd');
INSERT INTO "history" VALUES(11,'01a205dd-3704-71f1-bb21-f024fe8f901e','2026-11-23T00:45:13.348Z','ben','decide','01a205dd-3228-7391-a547-33532118dfd2',NULL,'[{"table":"verdicts","id":"01a205dd-3705-7388-a9c8-4f7f24355a37","before":null,"after":{"id":"01a205dd-3705-7388-a9c8-4f7f24355a37","left":"01a205dd-3210-7306-8b7b-ef51378e8110","right":"01a205dd-3228-7391-a547-3354e6b7a0b7","annotator":"ben","kind":"same","note":null,"decided":"2026-11-23T00:45:13.348Z","deleted":0}}]','d24beb8b3c4fdd78d268537b9f8e75572a336d717b7005542529063109595862');
INSERT INTO "history" VALUES(12,'01a205dd-3708-77c2-a405-bb4c357c3fab','2026-11-23T00:45:13.352Z','ana','state','01a205dd-36f8-777c-b6f1-711b20e253da',NULL,'[{"table":"states","id":"one/ana","before":null,"after":{"id":"one/ana","document":"one","annotator":"ana","state":"done","deleted":0}}]','bf522eae10329febdb7b3c014f1a11c97d67ac1565b62f08abf7527479033c2e');
CREATE TABLE mentions (
        span text primary key references spans,
        item text not null references spans,
        check (span <> item)
    ) strict;
INSERT INTO "mentions" VALUES('01a205dd-3220-77bb-bfce-e32b80dd5fcb','01a205dd-3210-7306-8b7b-ef51378e8110');
CREATE TABLE proposals (
        left text not null references spans,
        right text not null references spans,
        label text not null,
        score real not null check (score between 0 and 1),
        reasons text not null check (json_valid(reasons)),
        matcher text not null, against text not null default '[]'
        check (json_valid(against)), conflict integer not null default 0
        check (conflict in (0, 1)), evidence blob not null default x'',
        primary key (left, right)
    ) strict;
INSERT INTO "proposals" VALUES('01a205dd-3210-7306-8b7b-ef51378e8110','01a205dd-3222-72e3-bc18-07aeedf93b55','entity',0.9193,'["same name: Hamas", "the same words around them", "the articles report the same event"]','news/1','[]',0,X'C437713F965E7AC01CDCCFBD0000803F0000803F7F00133F0000803F00000000000000000000000000000000000000000000000000000000000000009A99193F4C307C3F00000000000000000000803F2CFF103F');
CREATE TABLE runs (
        number integer primary key,
        time text not null,
        matcher text not null
    ) strict;
INSERT INTO "runs" VALUES(1,'2026-11-23T00:45:13.301Z','news/1');
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
INSERT INTO "spans" VALUES('01a205dd-3210-7306-8b7b-ef51378e8110','one','ana',0,5,'entity','Hamas','human',NULL,'2026-11-23T00:45:12.080Z',0);
INSERT INTO "spans" VALUES('01a205dd-3220-77bb-bfce-e32b80dd5fcb','one','ana',75,80,'entity','Hamas','human',NULL,'2026-11-23T00:45:12.096Z',0);
INSERT INTO "spans" VALUES('01a205dd-3222-72e3-bc18-07aeedf93b55','two','ana',12,17,'entity','Hamas','human',NULL,'2026-11-23T00:45:12.098Z',0);
INSERT INTO "spans" VALUES('01a205dd-3228-7391-a547-3354e6b7a0b7','two','ben',12,17,'entity','Hamas','human',NULL,'2026-11-23T00:45:12.104Z',0);
INSERT INTO "spans" VALUES('01a205dd-3238-70d9-98a6-cb136bd4be3e','one','ana',26,44,'claim','140 posts would go','human',NULL,'2026-11-23T00:45:12.120Z',0);
INSERT INTO "spans" VALUES('01a205dd-323c-7380-a061-dfb5eeb9b34b','one','ana',57,68,'source','an official','human',NULL,'2026-11-23T00:45:12.124Z',0);
CREATE TABLE states (
        id text primary key,
        document text not null references documents,
        annotator text not null,
        state text not null,
        deleted integer not null default 0 check (deleted in (0, 1))
    ) strict;
INSERT INTO "states" VALUES('one/ana','one','ana','done',0);
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
INSERT INTO "verdicts" VALUES('01a205dd-36f8-777c-b6f1-711c3269625e','01a205dd-3210-7306-8b7b-ef51378e8110','01a205dd-3222-72e3-bc18-07aeedf93b55','ana','same',NULL,'2026-11-23T00:45:13.336Z',0);
INSERT INTO "verdicts" VALUES('01a205dd-3705-7388-a9c8-4f7f24355a37','01a205dd-3210-7306-8b7b-ef51378e8110','01a205dd-3228-7391-a547-3354e6b7a0b7','ben','same',NULL,'2026-11-23T00:45:13.348Z',0);
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
CREATE INDEX mentions_by_item on mentions (item);
CREATE INDEX apart_by_span on apart (span);
COMMIT;
