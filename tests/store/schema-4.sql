BEGIN TRANSACTION;
CREATE TABLE "_sqlite_migrations" (
   "id" INTEGER PRIMARY KEY,
   "migration_set" TEXT,
   "name" TEXT,
   "applied_at" TEXT
) STRICT;
INSERT INTO "_sqlite_migrations" VALUES(1,'diptych','v1_tables','2026-11-22 21:35:03.655858+00:00');
INSERT INTO "_sqlite_migrations" VALUES(2,'diptych','v2_items','2026-11-22 21:35:03.659037+00:00');
INSERT INTO "_sqlite_migrations" VALUES(3,'diptych','v3_matched','2026-11-22 21:35:03.660928+00:00');
INSERT INTO "_sqlite_migrations" VALUES(4,'diptych','v4_review','2026-11-22 21:35:03.665516+00:00');
CREATE TABLE apart (
        id text primary key,
        span text not null references spans,
        annotator text not null,
        deleted integer not null default 0 check (deleted in (0, 1))
    ) strict;
INSERT INTO "apart" VALUES('01a2052f-1dfc-77f1-bfbc-6704a5befe1a/ana','01a2052f-1dfc-77f1-bfbc-6704a5befe1a','ana',0);
CREATE TABLE assignments (
        id text primary key,
        document text not null references documents,
        annotator text not null,
        mode text not null check (mode in ('blind', 'verify')),
        "of" text,
        opened text not null,
        closed text,
        deleted integer not null default 0 check (deleted in (0, 1))
    ) strict;
INSERT INTO "assignments" VALUES('one/ben/verify/ana','one','ben','verify','ana','2026-11-22T21:35:04.168Z','2026-11-22T21:35:04.189Z',0);
INSERT INTO "assignments" VALUES('two/ben/verify/ana','two','ben','verify','ana','2026-11-22T21:35:04.168Z','2026-11-22T21:35:04.189Z',0);
CREATE TABLE attributions (
        id text primary key,
        document text not null references documents,
        annotator text not null,
        claim text not null references spans,
        source text not null references spans,
        label text not null,
        deleted integer not null default 0 check (deleted in (0, 1)),
        check (claim <> source)
    ) strict;
INSERT INTO "attributions" VALUES('01a2052f-1e00-7193-88bd-41ff5e9d1159','one','ana','01a2052f-1dfe-7372-8bd1-7147976e7d72','01a2052f-1dff-75f6-b98f-6144367804ef','attributed_to',0);
CREATE TABLE blind_compared (
        layer text not null,
        span text not null references spans,
        start integer not null,
        "end" integer not null,
        label text not null,
        primary key (layer, span)
    ) strict;
CREATE TABLE blind_matched (
        layer text not null,
        document text not null references documents,
        state text not null,
        whole integer not null check (whole in (0, 1)),
        primary key (layer, document)
    ) strict;
CREATE TABLE blind_mentions (
        layer text not null,
        span text not null references spans,
        item text not null references spans,
        primary key (layer, span),
        check (span <> item)
    ) strict;
CREATE TABLE blind_proposals (
        layer text not null,
        left text not null references spans,
        right text not null references spans,
        label text not null,
        score real not null check (score between 0 and 1),
        reasons text not null check (json_valid(reasons)),
        against text not null check (json_valid(against)),
        conflict integer not null check (conflict in (0, 1)),
        evidence blob not null,
        matcher text not null,
        primary key (layer, left, right)
    ) strict;
CREATE TABLE blind_runs (
        layer text not null,
        number integer not null,
        time text not null,
        matcher text not null,
        primary key (layer, number)
    ) strict;
CREATE TABLE compared (
        span text primary key references spans,
        start integer not null,
        "end" integer not null,
        label text not null
    ) strict;
INSERT INTO "compared" VALUES('01a2052f-1dfb-7334-b30a-aa2ddf022e56',0,5,'entity');
INSERT INTO "compared" VALUES('01a2052f-1dfe-7372-8bd1-7147976e7d72',26,44,'claim');
INSERT INTO "compared" VALUES('01a2052f-1dff-75f6-b98f-6144367804ef',57,68,'source');
INSERT INTO "compared" VALUES('01a2052f-1dfc-77f1-bfbc-6704a5befe1a',75,80,'entity');
INSERT INTO "compared" VALUES('01a2052f-1dfc-77f1-bfbc-67062c2070a3',12,17,'entity');
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
INSERT INTO "history" VALUES(1,'01a2052f-1df8-703a-92f1-dec39c907919','2026-11-22T21:35:03.672Z','ana','import',NULL,NULL,'[{"table":"documents","id":"one","before":null,"after":{"id":"one","ordinal":1,"sha256":"cc62a5848000061d308bf10747d260e6a6accdb0ff84b68e88b1ade1cb0527d8","title":"One","outlet":"Observer","published":null,"url":null,"language":null,"meta":"{}","deleted":0}}]','bd5ca7ae9563bf839559cb24284508dddae018e6e82d991136f7d5b039daa69d');
INSERT INTO "history" VALUES(2,'01a2052f-1dfa-7476-9d00-d5be7290e365','2026-11-22T21:35:03.674Z','ana','import','01a2052f-1df8-703a-92f1-dec39c907919',NULL,'[{"table":"documents","id":"two","before":null,"after":{"id":"two","ordinal":2,"sha256":"57570eafb5f9d783296e5f7231e388cd50b92b4885018a9edf54f2592fc6adc6","title":"Two","outlet":null,"published":null,"url":null,"language":null,"meta":"{}","deleted":0}}]','e2381f02d8ace80e79ca304b9d0917f70ced3babcfb8bf2142cc13008602d563');
INSERT INTO "history" VALUES(3,'01a2052f-1dfb-7334-b30a-aa2cd4879bfc','2026-11-22T21:35:03.675Z','ana','tag','01a2052f-1dfa-7476-9d00-d5be7290e365',NULL,'[{"table":"spans","id":"01a2052f-1dfb-7334-b30a-aa2ddf022e56","before":null,"after":{"id":"01a2052f-1dfb-7334-b30a-aa2ddf022e56","document":"one","annotator":"ana","start":0,"end":5,"label":"entity","text":"Hamas","origin":"human","note":null,"created":"2026-11-22T21:35:03.675Z","deleted":0}}]','2527fba7fa8a860e97b34ff72bf1fa264adcb9ee5a2bb78a2ff15eef63a1d041');
INSERT INTO "history" VALUES(4,'01a2052f-1dfc-77f1-bfbc-670370c30660','2026-11-22T21:35:03.676Z','ana','tag','01a2052f-1dfb-7334-b30a-aa2cd4879bfc',NULL,'[{"table":"spans","id":"01a2052f-1dfc-77f1-bfbc-6704a5befe1a","before":null,"after":{"id":"01a2052f-1dfc-77f1-bfbc-6704a5befe1a","document":"one","annotator":"ana","start":75,"end":80,"label":"entity","text":"Hamas","origin":"human","note":null,"created":"2026-11-22T21:35:03.676Z","deleted":0}}]','43380fa34bcb5231f48d5f430ba35acd0f60c61d4d42b307c5df1a51cea2e33c');
INSERT INTO "history" VALUES(5,'01a2052f-1dfc-77f1-bfbc-6705f96ca3fe','2026-11-22T21:35:03.676Z','ana','tag','01a2052f-1dfc-77f1-bfbc-670370c30660',NULL,'[{"table":"spans","id":"01a2052f-1dfc-77f1-bfbc-67062c2070a3","before":null,"after":{"id":"01a2052f-1dfc-77f1-bfbc-67062c2070a3","document":"two","annotator":"ana","start":12,"end":17,"label":"entity","text":"Hamas","origin":"human","note":null,"created":"2026-11-22T21:35:03.676Z","deleted":0}}]','c96780520fb3bb03ec1aa6086707d0273e704e9fd77459ba5b21534077920d8f');
INSERT INTO "history" VALUES(6,'01a2052f-1dfd-7553-8ac7-286135a7b716','2026-11-22T21:35:03.677Z','ben','tag',NULL,NULL,'[{"table":"spans","id":"01a2052f-1dfd-7553-8ac7-2862dabc96eb","before":null,"after":{"id":"01a2052f-1dfd-7553-8ac7-2862dabc96eb","document":"two","annotator":"ben","start":12,"end":17,"label":"entity","text":"Hamas","origin":"human","note":null,"created":"2026-11-22T21:35:03.677Z","deleted":0}}]','99dd80de5f1a5c3a0b26ba015a425fbf4227ee243e28dddbc9eee1ca4aa5e03b');
INSERT INTO "history" VALUES(7,'01a2052f-1dfe-7372-8bd1-7146553feaef','2026-11-22T21:35:03.678Z','ana','tag','01a2052f-1dfc-77f1-bfbc-6705f96ca3fe',NULL,'[{"table":"spans","id":"01a2052f-1dfe-7372-8bd1-7147976e7d72","before":null,"after":{"id":"01a2052f-1dfe-7372-8bd1-7147976e7d72","document":"one","annotator":"ana","start":26,"end":44,"label":"claim","text":"140 posts would go","origin":"human","note":null,"created":"2026-11-22T21:35:03.678Z","deleted":0}}]','19131dee459d5868fdd6fe57927e76986f0d74383c011e81eb8f5edcc696efd6');
INSERT INTO "history" VALUES(8,'01a2052f-1dff-75f6-b98f-6143f1ab22c3','2026-11-22T21:35:03.679Z','ana','tag','01a2052f-1dfe-7372-8bd1-7146553feaef',NULL,'[{"table":"spans","id":"01a2052f-1dff-75f6-b98f-6144367804ef","before":null,"after":{"id":"01a2052f-1dff-75f6-b98f-6144367804ef","document":"one","annotator":"ana","start":57,"end":68,"label":"source","text":"an official","origin":"human","note":null,"created":"2026-11-22T21:35:03.679Z","deleted":0}}]','b45777b647cae559df7577af1b0d0fae6378c306ea4c2a117bd1d684e76d8658');
INSERT INTO "history" VALUES(9,'01a2052f-1e00-7193-88bd-41fe877fc5b5','2026-11-22T21:35:03.680Z','ana','attribute','01a2052f-1dff-75f6-b98f-6143f1ab22c3',NULL,'[{"table":"attributions","id":"01a2052f-1e00-7193-88bd-41ff5e9d1159","before":null,"after":{"id":"01a2052f-1e00-7193-88bd-41ff5e9d1159","document":"one","annotator":"ana","claim":"01a2052f-1dfe-7372-8bd1-7147976e7d72","source":"01a2052f-1dff-75f6-b98f-6144367804ef","label":"attributed_to","deleted":0}}]','42ffdbdb8f791ad6659da02c9d17a9a0f3d94b8b31aeaaf2aa5e6806f5fa9a93');
INSERT INTO "history" VALUES(10,'01a2052f-1e01-7304-8e4f-17b6a9084ab8','2026-11-22T21:35:03.681Z','ana','detach','01a2052f-1e00-7193-88bd-41fe877fc5b5',NULL,'[{"table":"attributions","id":"01a2052f-1e00-7193-88bd-41ff5e9d1159","before":{"id":"01a2052f-1e00-7193-88bd-41ff5e9d1159","document":"one","annotator":"ana","claim":"01a2052f-1dfe-7372-8bd1-7147976e7d72","source":"01a2052f-1dff-75f6-b98f-6144367804ef","label":"attributed_to","deleted":0},"after":{"id":"01a2052f-1e00-7193-88bd-41ff5e9d1159","document":"one","annotator":"ana","claim":"01a2052f-1dfe-7372-8bd1-7147976e7d72","source":"01a2052f-1dff-75f6-b98f-6144367804ef","label":"attributed_to","deleted":1}}]','dcbd475d5645f42265d324c150aecaff3c96477be45e85355e0066e5dd950625');
INSERT INTO "history" VALUES(11,'01a2052f-1e01-7304-8e4f-17b7b7020605','2026-11-22T21:35:03.681Z','ana','attribute','01a2052f-1e01-7304-8e4f-17b6a9084ab8',NULL,'[{"table":"attributions","id":"01a2052f-1e00-7193-88bd-41ff5e9d1159","before":{"id":"01a2052f-1e00-7193-88bd-41ff5e9d1159","document":"one","annotator":"ana","claim":"01a2052f-1dfe-7372-8bd1-7147976e7d72","source":"01a2052f-1dff-75f6-b98f-6144367804ef","label":"attributed_to","deleted":1},"after":{"id":"01a2052f-1e00-7193-88bd-41ff5e9d1159","document":"one","annotator":"ana","claim":"01a2052f-1dfe-7372-8bd1-7147976e7d72","source":"01a2052f-1dff-75f6-b98f-6144367804ef","label":"attributed_to","deleted":0}}]','16ada5fb52afee144e2a0efb90c825f4d597f3031a38c99c55f6372257cf7d71');
INSERT INTO "history" VALUES(12,'01a2052f-1fe1-7442-ac8d-0af0946423b5','2026-11-22T21:35:04.161Z','ana','decide','01a2052f-1e01-7304-8e4f-17b7b7020605',NULL,'[{"table":"verdicts","id":"01a2052f-1fe2-76a0-ba10-8d08e1502ffb","before":null,"after":{"id":"01a2052f-1fe2-76a0-ba10-8d08e1502ffb","left":"01a2052f-1dfb-7334-b30a-aa2ddf022e56","right":"01a2052f-1dfc-77f1-bfbc-67062c2070a3","annotator":"ana","kind":"same","note":"sure","decided":"2026-11-22T21:35:04.161Z","deleted":0}}]','48dc91ae6cd11df3fb8eba0811e8cb507c6edc5bcf719be33ae9ac5c413cc1c0');
INSERT INTO "history" VALUES(13,'01a2052f-1fe3-705c-b816-bbad46f2ac9b','2026-11-22T21:35:04.163Z','ben','decide','01a2052f-1dfd-7553-8ac7-286135a7b716',NULL,'[{"table":"verdicts","id":"01a2052f-1fe3-705c-b816-bbaeca94a39f","before":null,"after":{"id":"01a2052f-1fe3-705c-b816-bbaeca94a39f","left":"01a2052f-1dfb-7334-b30a-aa2ddf022e56","right":"01a2052f-1dfd-7553-8ac7-2862dabc96eb","annotator":"ben","kind":"different","note":null,"decided":"2026-11-22T21:35:04.163Z","deleted":0}}]','22baec2fe900c171e6322189c310b1746f3c5223fcb50e8ae2acde64302d0f5e');
INSERT INTO "history" VALUES(14,'01a2052f-1fe4-7450-8fab-962fd4636671','2026-11-22T21:35:04.164Z','ben','clear','01a2052f-1fe3-705c-b816-bbad46f2ac9b',NULL,'[{"table":"verdicts","id":"01a2052f-1fe3-705c-b816-bbaeca94a39f","before":{"id":"01a2052f-1fe3-705c-b816-bbaeca94a39f","left":"01a2052f-1dfb-7334-b30a-aa2ddf022e56","right":"01a2052f-1dfd-7553-8ac7-2862dabc96eb","annotator":"ben","kind":"different","note":null,"decided":"2026-11-22T21:35:04.163Z","deleted":0},"after":{"id":"01a2052f-1fe3-705c-b816-bbaeca94a39f","left":"01a2052f-1dfb-7334-b30a-aa2ddf022e56","right":"01a2052f-1dfd-7553-8ac7-2862dabc96eb","annotator":"ben","kind":"different","note":null,"decided":"2026-11-22T21:35:04.163Z","deleted":1}}]','cca1ea4f477cb31d2c20d5f32471d2ced8f7ad4c8dfa7dae94921fcb8f913b78');
INSERT INTO "history" VALUES(15,'01a2052f-1fe5-7355-ab54-f67d343072a0','2026-11-22T21:35:04.165Z','ana','set apart','01a2052f-1fe1-7442-ac8d-0af0946423b5',NULL,'[{"table":"apart","id":"01a2052f-1dfc-77f1-bfbc-6704a5befe1a/ana","before":null,"after":{"id":"01a2052f-1dfc-77f1-bfbc-6704a5befe1a/ana","span":"01a2052f-1dfc-77f1-bfbc-6704a5befe1a","annotator":"ana","deleted":0}}]','d8c27d0d53b5f12a76e71a0f149daee46919e86bceb538635978d2b86c8007e3');
INSERT INTO "history" VALUES(16,'01a2052f-1fe6-75fa-a123-ba73e573e3e5','2026-11-22T21:35:04.166Z','ana','learning','01a2052f-1fe5-7355-ab54-f67d343072a0',NULL,'[{"table":"settings","id":"learning/ana","before":null,"after":{"id":"learning/ana","value":"{\"on\": false, \"since\": \"\"}","deleted":0}}]','691722125dc25d0ebdf34b531ab7951d73496ee583d7058204553fc1e1c39ee7');
INSERT INTO "history" VALUES(17,'01a2052f-1fe6-75fa-a123-ba743c201604','2026-11-22T21:35:04.166Z','ana','state','01a2052f-1fe6-75fa-a123-ba73e573e3e5',NULL,'[{"table":"states","id":"one/ana","before":null,"after":{"id":"one/ana","document":"one","annotator":"ana","state":"done","deleted":0}}]','9ccfa02e6eba2e1bbfda47563f7296bd6a847c14e87b120c36c4597507c525a4');
INSERT INTO "history" VALUES(18,'01a2052f-1fe8-762d-ba31-26735c0b9e3f','2026-11-22T21:35:04.168Z','ben','begin verify','01a2052f-1fe4-7450-8fab-962fd4636671','01a2052f-1fe8-762d-ba31-26735c0b9e3f','[{"table":"assignments","id":"one/ben/verify/ana","before":null,"after":{"id":"one/ben/verify/ana","document":"one","annotator":"ben","mode":"verify","of":"ana","opened":"2026-11-22T21:35:04.168Z","closed":null,"deleted":0}},{"table":"assignments","id":"two/ben/verify/ana","before":null,"after":{"id":"two/ben/verify/ana","document":"two","annotator":"ben","mode":"verify","of":"ana","opened":"2026-11-22T21:35:04.168Z","closed":null,"deleted":0}}]','eefc296f8bb2c056957dab0723d661240250e2c468b54f2881a5e154edfd17cd');
INSERT INTO "history" VALUES(19,'01a2052f-1ff2-7738-866d-b719127617d8','2026-11-22T21:35:04.178Z','ben','rule','01a2052f-1fe4-7450-8fab-962fd4636671',NULL,'[{"table":"reviews","id":"01a2052f-1dfe-7372-8bd1-7147976e7d72/ben","before":null,"after":{"id":"01a2052f-1dfe-7372-8bd1-7147976e7d72/ben","kind":"span","item":"01a2052f-1dfe-7372-8bd1-7147976e7d72","document":"one","author":"ana","annotator":"ben","ruling":"boundary","reason":null,"note":"shorter","before":"{\"start\": 26, \"end\": 44, \"label\": \"claim\", \"text\": \"140 posts would go\"}","after":"{\"start\": 26, \"end\": 35, \"label\": \"claim\", \"text\": \"140 posts\"}","decided":"2026-11-22T21:35:04.178Z","deleted":0}}]','f84cbf09071151b7e0cfa4d2e1965f1b335ed41f22a8d408acad7e18fde016c4');
INSERT INTO "history" VALUES(20,'01a2052f-1ff4-705d-bf8d-b09af9d9b142','2026-11-22T21:35:04.180Z','ben','rule','01a2052f-1ff2-7738-866d-b719127617d8',NULL,'[{"table":"reviews","id":"01a2052f-1dff-75f6-b98f-6144367804ef/ben","before":null,"after":{"id":"01a2052f-1dff-75f6-b98f-6144367804ef/ben","kind":"span","item":"01a2052f-1dff-75f6-b98f-6144367804ef","document":"one","author":"ana","annotator":"ben","ruling":"agree","reason":null,"note":null,"before":"{\"start\": 57, \"end\": 68, \"label\": \"source\", \"text\": \"an official\"}","after":null,"decided":"2026-11-22T21:35:04.180Z","deleted":0}}]','8a4053261f071a9a5633db7a5b68ac4a4816199d39876ec2a71dea1f2520a61e');
INSERT INTO "history" VALUES(21,'01a2052f-1ffc-73a6-a80e-ad900019d9dc','2026-11-22T21:35:04.188Z','ana','reply','01a2052f-1fe6-75fa-a123-ba743c201604',NULL,'[{"table":"replies","id":"01a2052f-1dfe-7372-8bd1-7147976e7d72/ben/ana","before":null,"after":{"id":"01a2052f-1dfe-7372-8bd1-7147976e7d72/ben/ana","review":"01a2052f-1dfe-7372-8bd1-7147976e7d72/ben","annotator":"ana","reply":"contested","note":"no","decided":"2026-11-22T21:35:04.188Z","deleted":0}}]','fbd410dd530a5f5da8d14c4aa0e628962a5cece7557bac5e04cbec1d27aee235');
INSERT INTO "history" VALUES(22,'01a2052f-1ffd-71f4-b4c6-95516587d56f','2026-11-22T21:35:04.189Z','ben','end verify','01a2052f-1ff4-705d-bf8d-b09af9d9b142','01a2052f-1ffd-71f4-b4c6-95516587d56f','[{"table":"assignments","id":"one/ben/verify/ana","before":{"id":"one/ben/verify/ana","document":"one","annotator":"ben","mode":"verify","of":"ana","opened":"2026-11-22T21:35:04.168Z","closed":null,"deleted":0},"after":{"id":"one/ben/verify/ana","document":"one","annotator":"ben","mode":"verify","of":"ana","opened":"2026-11-22T21:35:04.168Z","closed":"2026-11-22T21:35:04.189Z","deleted":0}},{"table":"assignments","id":"two/ben/verify/ana","before":{"id":"two/ben/verify/ana","document":"two","annotator":"ben","mode":"verify","of":"ana","opened":"2026-11-22T21:35:04.168Z","closed":null,"deleted":0},"after":{"id":"two/ben/verify/ana","document":"two","annotator":"ben","mode":"verify","of":"ana","opened":"2026-11-22T21:35:04.168Z","closed":"2026-11-22T21:35:04.189Z","deleted":0}}]','dfa35a1a5ff2db054c4ba4e5a08c7b02cd442b0e17b4ba3f4d2790160ee0d30b');
INSERT INTO "history" VALUES(23,'01a2052f-2004-7150-b394-3f440088ef2e','2026-11-22T21:35:04.196Z','ana','resolve','01a2052f-1ffc-73a6-a80e-ad900019d9dc',NULL,'[{"table":"resolutions","id":"69f55450650a9faed0d30aa12f4622bd","before":null,"after":{"id":"69f55450650a9faed0d30aa12f4622bd","kind":"span","document":"one","annotator":"ana","versions":"[{\"by\": [\"ana\"], \"content\": {\"start\": 26, \"end\": 44, \"label\": \"claim\", \"text\": \"140 posts would go\"}}, {\"by\": [\"ben\"], \"content\": {\"start\": 26, \"end\": 35, \"label\": \"claim\", \"text\": \"140 posts\"}}]","choice":"1","chosen":"[{\"start\": 26, \"end\": 44, \"label\": \"claim\", \"text\": \"140 posts would go\"}]","note":null,"decided":"2026-11-22T21:35:04.196Z","deleted":0}}]','4f74da23090cc96faed5f80f266ab31a2e0c5898b3e08e435f1237ec3dc5f57c');
CREATE TABLE matched (
        document text primary key references documents,
        state text not null,
        whole integer not null check (whole in (0, 1))
    ) strict;
INSERT INTO "matched" VALUES('one','27c66efa1fe9f017286ab444db49585071c6fcbae0aa1f721260abc385fadaf6',1);
INSERT INTO "matched" VALUES('two','a3866091c1b321a8906ae9eb0adfb29c23c88d04245710d9d1ee080805446ac5',1);
CREATE TABLE mentions (
        span text primary key references spans,
        item text not null references spans,
        check (span <> item)
    ) strict;
INSERT INTO "mentions" VALUES('01a2052f-1dfc-77f1-bfbc-6704a5befe1a','01a2052f-1dfb-7334-b30a-aa2ddf022e56');
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
INSERT INTO "proposals" VALUES('01a2052f-1dfb-7334-b30a-aa2ddf022e56','01a2052f-1dfc-77f1-bfbc-67062c2070a3','entity',0.9154,'["same name: Hamas", "the same words around them", "the articles report the same event"]','news/1','[]',0,X'C437713F965E7AC01CDCCFBD0000803F0000803F7F00133F0000803F00000000000000000000000000000000000000000000000000000000000000009A99193F4C307C3F00000000000000000000803F2CFF103F0000803F00000000');
CREATE TABLE replies (
        id text primary key,
        review text not null references reviews,
        annotator text not null,
        reply text not null,
        note text,
        decided text not null,
        deleted integer not null default 0 check (deleted in (0, 1))
    ) strict;
INSERT INTO "replies" VALUES('01a2052f-1dfe-7372-8bd1-7147976e7d72/ben/ana','01a2052f-1dfe-7372-8bd1-7147976e7d72/ben','ana','contested','no','2026-11-22T21:35:04.188Z',0);
CREATE TABLE resolutions (
        id text primary key,
        kind text not null check (kind in ('span', 'attribution', 'link')),
        document text not null references documents,
        annotator text not null,
        versions text not null check (json_valid(versions)),
        choice text not null,
        chosen text not null check (json_valid(chosen)),
        note text,
        decided text not null,
        deleted integer not null default 0 check (deleted in (0, 1))
    ) strict;
INSERT INTO "resolutions" VALUES('69f55450650a9faed0d30aa12f4622bd','span','one','ana','[{"by": ["ana"], "content": {"start": 26, "end": 44, "label": "claim", "text": "140 posts would go"}}, {"by": ["ben"], "content": {"start": 26, "end": 35, "label": "claim", "text": "140 posts"}}]','1','[{"start": 26, "end": 44, "label": "claim", "text": "140 posts would go"}]',NULL,'2026-11-22T21:35:04.196Z',0);
CREATE TABLE reviews (
        id text primary key,
        kind text not null check (kind in ('span', 'attribution', 'link')),
        item text not null,
        document text not null references documents,
        author text not null,
        annotator text not null,
        ruling text not null,
        reason text,
        note text,
        before text not null check (json_valid(before)),
        after text check (json_valid(after)),
        decided text not null,
        deleted integer not null default 0 check (deleted in (0, 1))
    ) strict;
INSERT INTO "reviews" VALUES('01a2052f-1dfe-7372-8bd1-7147976e7d72/ben','span','01a2052f-1dfe-7372-8bd1-7147976e7d72','one','ana','ben','boundary',NULL,'shorter','{"start": 26, "end": 44, "label": "claim", "text": "140 posts would go"}','{"start": 26, "end": 35, "label": "claim", "text": "140 posts"}','2026-11-22T21:35:04.178Z',0);
INSERT INTO "reviews" VALUES('01a2052f-1dff-75f6-b98f-6144367804ef/ben','span','01a2052f-1dff-75f6-b98f-6144367804ef','one','ana','ben','agree',NULL,NULL,'{"start": 57, "end": 68, "label": "source", "text": "an official"}',NULL,'2026-11-22T21:35:04.180Z',0);
CREATE TABLE runs (
        number integer primary key,
        time text not null,
        matcher text not null
    ) strict;
INSERT INTO "runs" VALUES(1,'2026-11-22T21:35:04.150Z','news/1');
CREATE TABLE settings (
        id text primary key,
        value text not null,
        deleted integer not null default 0 check (deleted in (0, 1))
    ) strict;
INSERT INTO "settings" VALUES('learning/ana','{"on": false, "since": ""}',0);
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
INSERT INTO "spans" VALUES('01a2052f-1dfb-7334-b30a-aa2ddf022e56','one','ana',0,5,'entity','Hamas','human',NULL,'2026-11-22T21:35:03.675Z',0);
INSERT INTO "spans" VALUES('01a2052f-1dfc-77f1-bfbc-6704a5befe1a','one','ana',75,80,'entity','Hamas','human',NULL,'2026-11-22T21:35:03.676Z',0);
INSERT INTO "spans" VALUES('01a2052f-1dfc-77f1-bfbc-67062c2070a3','two','ana',12,17,'entity','Hamas','human',NULL,'2026-11-22T21:35:03.676Z',0);
INSERT INTO "spans" VALUES('01a2052f-1dfd-7553-8ac7-2862dabc96eb','two','ben',12,17,'entity','Hamas','human',NULL,'2026-11-22T21:35:03.677Z',0);
INSERT INTO "spans" VALUES('01a2052f-1dfe-7372-8bd1-7147976e7d72','one','ana',26,44,'claim','140 posts would go','human',NULL,'2026-11-22T21:35:03.678Z',0);
INSERT INTO "spans" VALUES('01a2052f-1dff-75f6-b98f-6144367804ef','one','ana',57,68,'source','an official','human',NULL,'2026-11-22T21:35:03.679Z',0);
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
        check (left <> right)
    ) strict;
INSERT INTO "verdicts" VALUES('01a2052f-1fe2-76a0-ba10-8d08e1502ffb','01a2052f-1dfb-7334-b30a-aa2ddf022e56','01a2052f-1dfc-77f1-bfbc-67062c2070a3','ana','same','sure','2026-11-22T21:35:04.161Z',0);
INSERT INTO "verdicts" VALUES('01a2052f-1fe3-705c-b816-bbaeca94a39f','01a2052f-1dfb-7334-b30a-aa2ddf022e56','01a2052f-1dfd-7553-8ac7-2862dabc96eb','ben','different',NULL,'2026-11-22T21:35:04.163Z',1);
CREATE UNIQUE INDEX "idx__sqlite_migrations_migration_set_name"
    ON "_sqlite_migrations" ("migration_set", "name");
CREATE INDEX documents_by_text on documents (sha256);
CREATE INDEX spans_by_place on spans (document, start);
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
CREATE UNIQUE INDEX attributions_once on attributions (claim, source, annotator, label)
        where deleted = 0;
CREATE INDEX attributions_by_document on attributions (document);
CREATE INDEX attributions_by_claim on attributions (claim);
CREATE INDEX attributions_by_source on attributions (source);
CREATE UNIQUE INDEX verdicts_once on verdicts (left, right, annotator) where deleted = 0;
CREATE INDEX verdicts_by_left on verdicts (left);
CREATE INDEX verdicts_by_right on verdicts (right);
CREATE INDEX assignments_by_annotator on assignments (annotator);
CREATE INDEX reviews_by_item on reviews (item);
CREATE INDEX reviews_by_document on reviews (document);
CREATE INDEX replies_by_review on replies (review);
CREATE INDEX resolutions_by_document on resolutions (document);
COMMIT;
