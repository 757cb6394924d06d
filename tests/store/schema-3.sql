BEGIN TRANSACTION;
CREATE TABLE "_sqlite_migrations" (
   "id" INTEGER PRIMARY KEY,
   "migration_set" TEXT,
   "name" TEXT,
   "applied_at" TEXT
) STRICT;
INSERT INTO "_sqlite_migrations" VALUES(1,'diptych','v1_tables','2026-11-22 18:04:35.763455+00:00');
INSERT INTO "_sqlite_migrations" VALUES(2,'diptych','v2_items','2026-11-22 18:04:35.766808+00:00');
INSERT INTO "_sqlite_migrations" VALUES(3,'diptych','v3_matched','2026-11-22 18:04:35.769067+00:00');
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
INSERT INTO "attributions" VALUES('01a2046e-6e46-71f8-af2c-8f2061a46853','one','ana','01a2046e-6e45-7057-bac8-bbdadc943527','01a2046e-6e45-7057-bac8-bbdc227427b6','attributed_to',0);
CREATE TABLE compared (
        span text primary key references spans,
        start integer not null,
        "end" integer not null,
        label text not null
    ) strict;
INSERT INTO "compared" VALUES('01a2046e-6e41-72b7-854c-f44a9abebae0',0,5,'entity');
INSERT INTO "compared" VALUES('01a2046e-6e45-7057-bac8-bbdadc943527',26,44,'claim');
INSERT INTO "compared" VALUES('01a2046e-6e45-7057-bac8-bbdc227427b6',57,68,'source');
INSERT INTO "compared" VALUES('01a2046e-6e42-70f3-aa22-de19b7e0e214',12,17,'entity');
CREATE TABLE desk (
        annotator text not null,
        key text not null,
        value text not null check (json_valid(value)),
        primary key (annotator, key)
    ) strict;
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
INSERT INTO "history" VALUES(1,'01a2046e-6e3e-7533-9e44-0528274a45fc','2026-11-22T18:04:35.774Z','ana','import',NULL,NULL,'[{"table":"documents","id":"one","before":null,"after":{"id":"one","ordinal":1,"sha256":"cc62a5848000061d308bf10747d260e6a6accdb0ff84b68e88b1ade1cb0527d8","title":"One","outlet":"Observer","published":null,"url":null,"language":null,"meta":"{}","deleted":0}}]','0abee8bd243cdd6450f0cd2c458e1289487e07080ff835a3b6f6b6c9487de584');
INSERT INTO "history" VALUES(2,'01a2046e-6e40-723c-a4e5-1f3cf5a95753','2026-11-22T18:04:35.776Z','ana','import','01a2046e-6e3e-7533-9e44-0528274a45fc',NULL,'[{"table":"documents","id":"two","before":null,"after":{"id":"two","ordinal":2,"sha256":"57570eafb5f9d783296e5f7231e388cd50b92b4885018a9edf54f2592fc6adc6","title":"Two","outlet":null,"published":null,"url":null,"language":null,"meta":"{}","deleted":0}}]','982bf9755aa2bdf245c6609b81e7d954366253948d2890559f8b4e9144645fe0');
INSERT INTO "history" VALUES(3,'01a2046e-6e41-72b7-854c-f4494a58dbd5','2026-11-22T18:04:35.777Z','ana','tag','01a2046e-6e40-723c-a4e5-1f3cf5a95753',NULL,'[{"table":"spans","id":"01a2046e-6e41-72b7-854c-f44a9abebae0","before":null,"after":{"id":"01a2046e-6e41-72b7-854c-f44a9abebae0","document":"one","annotator":"ana","start":0,"end":5,"label":"entity","text":"Hamas","origin":"human","note":null,"created":"2026-11-22T18:04:35.777Z","deleted":0}}]','48609476a63e198351a02e05d9d1ac4b2f33e40e1a9e5e91bdf7922c05cdc884');
INSERT INTO "history" VALUES(4,'01a2046e-6e42-70f3-aa22-de180306d26c','2026-11-22T18:04:35.778Z','ana','tag','01a2046e-6e41-72b7-854c-f4494a58dbd5',NULL,'[{"table":"spans","id":"01a2046e-6e42-70f3-aa22-de19b7e0e214","before":null,"after":{"id":"01a2046e-6e42-70f3-aa22-de19b7e0e214","document":"two","annotator":"ana","start":12,"end":17,"label":"entity","text":"Hamas","origin":"human","note":null,"created":"2026-11-22T18:04:35.778Z","deleted":0}}]','0e5f427c0b6ae5d2ea9e48eb7f1d8b6e697593124dd28a0f3f28bd801cd86cda');
INSERT INTO "history" VALUES(5,'01a2046e-6e43-7792-8952-861dfe6b3ea3','2026-11-22T18:04:35.779Z','ben','tag',NULL,NULL,'[{"table":"spans","id":"01a2046e-6e43-7792-8952-861ee0e7a273","before":null,"after":{"id":"01a2046e-6e43-7792-8952-861ee0e7a273","document":"two","annotator":"ben","start":12,"end":17,"label":"entity","text":"Hamas","origin":"human","note":null,"created":"2026-11-22T18:04:35.779Z","deleted":0}}]','1ef5b1cb741fdd861ac894b7e9436d426e5e861c19a8254aa098254017f79a07');
INSERT INTO "history" VALUES(6,'01a2046e-6e45-7057-bac8-bbd9a36123c6','2026-11-22T18:04:35.781Z','ana','tag','01a2046e-6e42-70f3-aa22-de180306d26c',NULL,'[{"table":"spans","id":"01a2046e-6e45-7057-bac8-bbdadc943527","before":null,"after":{"id":"01a2046e-6e45-7057-bac8-bbdadc943527","document":"one","annotator":"ana","start":26,"end":44,"label":"claim","text":"140 posts would go","origin":"human","note":null,"created":"2026-11-22T18:04:35.781Z","deleted":0}}]','d80acd1e718414c34a15ebf92f34382d23c012bbfafdd5c1ad51cd2ceeee849a');
INSERT INTO "history" VALUES(7,'01a2046e-6e45-7057-bac8-bbdb05a27462','2026-11-22T18:04:35.781Z','ana','tag','01a2046e-6e45-7057-bac8-bbd9a36123c6',NULL,'[{"table":"spans","id":"01a2046e-6e45-7057-bac8-bbdc227427b6","before":null,"after":{"id":"01a2046e-6e45-7057-bac8-bbdc227427b6","document":"one","annotator":"ana","start":57,"end":68,"label":"source","text":"an official","origin":"human","note":null,"created":"2026-11-22T18:04:35.781Z","deleted":0}}]','6c49f691fda3c1b83cdc7c7705e529ce6faa7107df6c5ad5d3af7a48b5a113ee');
INSERT INTO "history" VALUES(8,'01a2046e-6e46-71f8-af2c-8f1fb094b7af','2026-11-22T18:04:35.782Z','ana','attribute','01a2046e-6e45-7057-bac8-bbdb05a27462',NULL,'[{"table":"attributions","id":"01a2046e-6e46-71f8-af2c-8f2061a46853","before":null,"after":{"id":"01a2046e-6e46-71f8-af2c-8f2061a46853","document":"one","annotator":"ana","claim":"01a2046e-6e45-7057-bac8-bbdadc943527","source":"01a2046e-6e45-7057-bac8-bbdc227427b6","label":"attributed_to","deleted":0}}]','6ace25e16672888ebe81d7fe39b43a8cf6cda680f2662afe7336f59f39b3a585');
INSERT INTO "history" VALUES(9,'01a2046e-6e47-77f0-b96e-efad980fe285','2026-11-22T18:04:35.783Z','ana','detach','01a2046e-6e46-71f8-af2c-8f1fb094b7af',NULL,'[{"table":"attributions","id":"01a2046e-6e46-71f8-af2c-8f2061a46853","before":{"id":"01a2046e-6e46-71f8-af2c-8f2061a46853","document":"one","annotator":"ana","claim":"01a2046e-6e45-7057-bac8-bbdadc943527","source":"01a2046e-6e45-7057-bac8-bbdc227427b6","label":"attributed_to","deleted":0},"after":{"id":"01a2046e-6e46-71f8-af2c-8f2061a46853","document":"one","annotator":"ana","claim":"01a2046e-6e45-7057-bac8-bbdadc943527","source":"01a2046e-6e45-7057-bac8-bbdc227427b6","label":"attributed_to","deleted":1}}]','765c8d058cdfcc2fe1abba756016cd9e93ad72028c7ded5eb6b919d4fb36cce6');
INSERT INTO "history" VALUES(10,'01a2046e-6e48-72d1-b531-6dc943682f57','2026-11-22T18:04:35.784Z','ana','attribute','01a2046e-6e47-77f0-b96e-efad980fe285',NULL,'[{"table":"attributions","id":"01a2046e-6e46-71f8-af2c-8f2061a46853","before":{"id":"01a2046e-6e46-71f8-af2c-8f2061a46853","document":"one","annotator":"ana","claim":"01a2046e-6e45-7057-bac8-bbdadc943527","source":"01a2046e-6e45-7057-bac8-bbdc227427b6","label":"attributed_to","deleted":1},"after":{"id":"01a2046e-6e46-71f8-af2c-8f2061a46853","document":"one","annotator":"ana","claim":"01a2046e-6e45-7057-bac8-bbdadc943527","source":"01a2046e-6e45-7057-bac8-bbdc227427b6","label":"attributed_to","deleted":0}}]','be2c66b799588c412811c642b7c4f1acf9dae7bc822127db4e913de87c081a9b');
INSERT INTO "history" VALUES(11,'01a2046e-6fc8-7037-a108-f5884cf0e7ea','2026-11-22T18:04:36.168Z','ana','decide','01a2046e-6e48-72d1-b531-6dc943682f57',NULL,'[{"table":"verdicts","id":"01a2046e-6fc8-7037-a108-f5895a938e2a","before":null,"after":{"id":"01a2046e-6fc8-7037-a108-f5895a938e2a","left":"01a2046e-6e41-72b7-854c-f44a9abebae0","right":"01a2046e-6e42-70f3-aa22-de19b7e0e214","annotator":"ana","kind":"same","note":"sure","decided":"2026-11-22T18:04:36.168Z","deleted":0}}]','2c535130ef3521ca2c9fe102d4b4e8d66f2a9287943941bb5a9f711034792426');
INSERT INTO "history" VALUES(12,'01a2046e-6fc9-7300-9788-75ddaaa061d1','2026-11-22T18:04:36.169Z','ben','decide','01a2046e-6e43-7792-8952-861dfe6b3ea3',NULL,'[{"table":"verdicts","id":"01a2046e-6fca-76ab-814e-e546d5c44eb9","before":null,"after":{"id":"01a2046e-6fca-76ab-814e-e546d5c44eb9","left":"01a2046e-6e41-72b7-854c-f44a9abebae0","right":"01a2046e-6e43-7792-8952-861ee0e7a273","annotator":"ben","kind":"different","note":null,"decided":"2026-11-22T18:04:36.169Z","deleted":0}}]','fe57619b634c2d8dd3684ad5c621daed443e8ac0202904b5a5705d18b276799e');
INSERT INTO "history" VALUES(13,'01a2046e-6fca-76ab-814e-e547888a7b8b','2026-11-22T18:04:36.170Z','ben','clear','01a2046e-6fc9-7300-9788-75ddaaa061d1',NULL,'[{"table":"verdicts","id":"01a2046e-6fca-76ab-814e-e546d5c44eb9","before":{"id":"01a2046e-6fca-76ab-814e-e546d5c44eb9","left":"01a2046e-6e41-72b7-854c-f44a9abebae0","right":"01a2046e-6e43-7792-8952-861ee0e7a273","annotator":"ben","kind":"different","note":null,"decided":"2026-11-22T18:04:36.169Z","deleted":0},"after":{"id":"01a2046e-6fca-76ab-814e-e546d5c44eb9","left":"01a2046e-6e41-72b7-854c-f44a9abebae0","right":"01a2046e-6e43-7792-8952-861ee0e7a273","annotator":"ben","kind":"different","note":null,"decided":"2026-11-22T18:04:36.169Z","deleted":1}}]','ca95618dde230b4b76e1171c09a6ee9b52aac60f07911882037098aa6a0c0196');
CREATE TABLE matched (
        document text primary key references documents,
        state text not null,
        whole integer not null check (whole in (0, 1))
    ) strict;
INSERT INTO "matched" VALUES('one','b3d66aaf0672ec9ea2cbc275f54cd7ad164b52ba62b22b76efbd5810b680a008',1);
INSERT INTO "matched" VALUES('two','12a27c9ac5a671c72c538773c005a91168a07383a02ccbeecc55ed46b3f701c1',1);
CREATE TABLE mentions (
        span text primary key references spans,
        item text not null references spans,
        check (span <> item)
    ) strict;
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
INSERT INTO "proposals" VALUES('01a2046e-6e41-72b7-854c-f44a9abebae0','01a2046e-6e42-70f3-aa22-de19b7e0e214','entity',0.913,'["same name: Hamas", "the same words around them", "the articles report the same event"]','news/1','[]',0,X'C437713F965E7AC01CDCCFBD0000803F0000803F7F00133F0000803F00000000000000000000000000000000000000000000000000000000000000009A99193F4C307C3F00000000000000000000803F2371033F0000803F00000000');
CREATE TABLE runs (
        number integer primary key,
        time text not null,
        matcher text not null
    ) strict;
INSERT INTO "runs" VALUES(1,'2026-11-22T18:04:36.158Z','news/1');
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
INSERT INTO "spans" VALUES('01a2046e-6e41-72b7-854c-f44a9abebae0','one','ana',0,5,'entity','Hamas','human',NULL,'2026-11-22T18:04:35.777Z',0);
INSERT INTO "spans" VALUES('01a2046e-6e42-70f3-aa22-de19b7e0e214','two','ana',12,17,'entity','Hamas','human',NULL,'2026-11-22T18:04:35.778Z',0);
INSERT INTO "spans" VALUES('01a2046e-6e43-7792-8952-861ee0e7a273','two','ben',12,17,'entity','Hamas','human',NULL,'2026-11-22T18:04:35.779Z',0);
INSERT INTO "spans" VALUES('01a2046e-6e45-7057-bac8-bbdadc943527','one','ana',26,44,'claim','140 posts would go','human',NULL,'2026-11-22T18:04:35.781Z',0);
INSERT INTO "spans" VALUES('01a2046e-6e45-7057-bac8-bbdc227427b6','one','ana',57,68,'source','an official','human',NULL,'2026-11-22T18:04:35.781Z',0);
CREATE TABLE states (
        id text primary key,
        document text not null references documents,
        annotator text not null,
        state text not null,
        deleted integer not null default 0 check (deleted in (0, 1))
    ) strict;
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
INSERT INTO "verdicts" VALUES('01a2046e-6fc8-7037-a108-f5895a938e2a','01a2046e-6e41-72b7-854c-f44a9abebae0','01a2046e-6e42-70f3-aa22-de19b7e0e214','ana','same','sure','2026-11-22T18:04:36.168Z',0);
INSERT INTO "verdicts" VALUES('01a2046e-6fca-76ab-814e-e546d5c44eb9','01a2046e-6e41-72b7-854c-f44a9abebae0','01a2046e-6e43-7792-8952-861ee0e7a273','ben','different',NULL,'2026-11-22T18:04:36.169Z',1);
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
