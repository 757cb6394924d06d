BEGIN TRANSACTION;
CREATE TABLE "_sqlite_migrations" (
   "id" INTEGER PRIMARY KEY,
   "migration_set" TEXT,
   "name" TEXT,
   "applied_at" TEXT
) STRICT;
INSERT INTO "_sqlite_migrations" VALUES(1,'diptych','v1_tables','2026-11-23 00:45:16.155250+00:00');
INSERT INTO "_sqlite_migrations" VALUES(2,'diptych','v2_items','2026-11-23 00:45:16.171053+00:00');
INSERT INTO "_sqlite_migrations" VALUES(3,'diptych','v3_matched','2026-11-23 00:45:16.180136+00:00');
INSERT INTO "_sqlite_migrations" VALUES(4,'diptych','v4_review','2026-11-23 00:45:16.201133+00:00');
INSERT INTO "_sqlite_migrations" VALUES(5,'diptych','v5_naming','2026-11-23 00:45:16.210327+00:00');
CREATE TABLE apart (
        id text primary key,
        span text not null references spans,
        annotator text not null,
        deleted integer not null default 0 check (deleted in (0, 1))
    ) strict;
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
INSERT INTO "assignments" VALUES('one/ben/verify/ana','one','ben','verify','ana','2026-11-23T00:45:17.753Z','2026-11-23T00:45:17.791Z',0);
INSERT INTO "assignments" VALUES('two/ben/verify/ana','two','ben','verify','ana','2026-11-23T00:45:17.753Z','2026-11-23T00:45:17.791Z',0);
INSERT INTO "assignments" VALUES('one/cleo/blind','one','cleo','blind',NULL,'2026-11-23T00:45:17.801Z',NULL,0);
INSERT INTO "assignments" VALUES('two/cleo/blind','two','cleo','blind',NULL,'2026-11-23T00:45:17.801Z',NULL,0);
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
INSERT INTO "attributions" VALUES('01a205dd-4284-775c-a110-f9364309aac0','one','ana','01a205dd-4283-71cd-bd08-65bde5242537','01a205dd-4283-71cd-bd08-65bfc255e930','attributed_to',0);
CREATE TABLE blind_compared (
        layer text not null,
        span text not null references spans,
        start integer not null,
        "end" integer not null,
        label text not null,
        primary key (layer, span)
    ) strict;
INSERT INTO "blind_compared" VALUES('cleo','01a205dd-4875-71fb-83a5-3660661c9435',0,5,'entity');
INSERT INTO "blind_compared" VALUES('cleo','01a205dd-487c-7457-8f78-9e036fd1e983',12,17,'entity');
CREATE TABLE blind_matched (
        layer text not null,
        document text not null references documents,
        state text not null,
        whole integer not null check (whole in (0, 1)),
        primary key (layer, document)
    ) strict;
INSERT INTO "blind_matched" VALUES('cleo','one','45b214bf530c8f0390b3e44c538b4ad5af75638d86917004aa5cae49416986e9',1);
INSERT INTO "blind_matched" VALUES('cleo','two','79ce50d7edfd647bb84dfc836200dc16fa82b032cc35b13e6ffe146ca2975003',1);
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
INSERT INTO "blind_proposals" VALUES('cleo','01a205dd-4875-71fb-83a5-3660661c9435','01a205dd-487c-7457-8f78-9e036fd1e983','entity',0.913,'["same name: Hamas", "the same words around them", "the articles report the same event"]','[]',0,X'C437713F965E7AC01CDCCFBD0000803F0000803F7F00133F0000803F00000000000000000000000000000000000000000000000000000000000000009A99193F4C307C3F00000000000000000000803F2371033F0000803F00000000','news/1');
CREATE TABLE blind_runs (
        layer text not null,
        number integer not null,
        time text not null,
        matcher text not null,
        primary key (layer, number)
    ) strict;
INSERT INTO "blind_runs" VALUES('cleo',1,'2026-11-23T00:45:17.897Z','news/1');
CREATE TABLE compared (
        span text primary key references spans,
        start integer not null,
        "end" integer not null,
        label text not null
    ) strict;
INSERT INTO "compared" VALUES('01a205dd-4270-7403-8954-38b3df7be6e4',0,5,'entity');
INSERT INTO "compared" VALUES('01a205dd-4283-71cd-bd08-65bde5242537',26,44,'claim');
INSERT INTO "compared" VALUES('01a205dd-4283-71cd-bd08-65bfc255e930',57,68,'source');
INSERT INTO "compared" VALUES('01a205dd-4272-75b6-bb55-4860b25ee405',75,80,'entity');
INSERT INTO "compared" VALUES('01a205dd-4272-75b6-bb55-4862bbc302f5',12,17,'entity');
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
INSERT INTO "history" VALUES(1,'01a205dd-4260-73f5-afa9-31342e54a712','2026-11-23T00:45:16.256Z','ana','import',NULL,NULL,'[{"table":"documents","id":"one","before":null,"after":{"id":"one","ordinal":1,"sha256":"cc62a5848000061d308bf10747d260e6a6accdb0ff84b68e88b1ade1cb0527d8","title":"One","outlet":"Observer","published":null,"url":null,"language":null,"meta":"{}","deleted":0}}]','909559cc9c9d526afdf17a2a650375f24f95d7b2ccf59e86615c2aa6d8876836');
INSERT INTO "history" VALUES(2,'01a205dd-4263-7250-b477-886cae2fe7f9','2026-11-23T00:45:16.259Z','ana','import','01a205dd-4260-73f5-afa9-31342e54a712',NULL,'[{"table":"documents","id":"two","before":null,"after":{"id":"two","ordinal":2,"sha256":"57570eafb5f9d783296e5f7231e388cd50b92b4885018a9edf54f2592fc6adc6","title":"Two","outlet":null,"published":null,"url":null,"language":null,"meta":"{}","deleted":0}}]','038fb6af19ca5a6881d75a71d69c0c1f8f35057fbb73156ef39909119f364e84');
INSERT INTO "history" VALUES(3,'01a205dd-4270-7403-8954-38b2ab8868b8','2026-11-23T00:45:16.272Z','ana','tag','01a205dd-4263-7250-b477-886cae2fe7f9',NULL,'[{"table":"spans","id":"01a205dd-4270-7403-8954-38b3df7be6e4","before":null,"after":{"id":"01a205dd-4270-7403-8954-38b3df7be6e4","document":"one","annotator":"ana","start":0,"end":5,"label":"entity","text":"Hamas","origin":"human","note":null,"created":"2026-11-23T00:45:16.272Z","deleted":0}}]','b283354ab58758dcea49c2340f3ce0e6a09d4e9440db5ab1cd40b3815e9edda5');
INSERT INTO "history" VALUES(4,'01a205dd-4271-76fb-a0d3-a6d33de9a3f3','2026-11-23T00:45:16.273Z','ana','tag','01a205dd-4270-7403-8954-38b2ab8868b8',NULL,'[{"table":"spans","id":"01a205dd-4272-75b6-bb55-4860b25ee405","before":null,"after":{"id":"01a205dd-4272-75b6-bb55-4860b25ee405","document":"one","annotator":"ana","start":75,"end":80,"label":"entity","text":"Hamas","origin":"human","note":null,"created":"2026-11-23T00:45:16.273Z","deleted":0}}]','16060df8c9901230eb04e9fcd27119af3abbfcc5ba04c3d09eb746ec23d7c2e1');
INSERT INTO "history" VALUES(5,'01a205dd-4272-75b6-bb55-4861c462a192','2026-11-23T00:45:16.274Z','ana','tag','01a205dd-4271-76fb-a0d3-a6d33de9a3f3',NULL,'[{"table":"spans","id":"01a205dd-4272-75b6-bb55-4862bbc302f5","before":null,"after":{"id":"01a205dd-4272-75b6-bb55-4862bbc302f5","document":"two","annotator":"ana","start":12,"end":17,"label":"entity","text":"Hamas","origin":"human","note":null,"created":"2026-11-23T00:45:16.274Z","deleted":0}}]','9dacb6795beede2b9090911ca633ae349a5b847f48944add60c2daf28c1d6a84');
INSERT INTO "history" VALUES(6,'01a205dd-4274-73a9-84e1-52cb180350b0','2026-11-23T00:45:16.276Z','ben','tag',NULL,NULL,'[{"table":"spans","id":"01a205dd-4274-73a9-84e1-52cc93355c44","before":null,"after":{"id":"01a205dd-4274-73a9-84e1-52cc93355c44","document":"two","annotator":"ben","start":12,"end":17,"label":"entity","text":"Hamas","origin":"human","note":null,"created":"2026-11-23T00:45:16.276Z","deleted":0}}]','e220ada0c03bf390327f5f2e3af667100c2e2f16e727246b946a99cc757ea439');
INSERT INTO "history" VALUES(7,'01a205dd-4283-71cd-bd08-65bc926b93c3','2026-11-23T00:45:16.291Z','ana','tag','01a205dd-4272-75b6-bb55-4861c462a192',NULL,'[{"table":"spans","id":"01a205dd-4283-71cd-bd08-65bde5242537","before":null,"after":{"id":"01a205dd-4283-71cd-bd08-65bde5242537","document":"one","annotator":"ana","start":26,"end":44,"label":"claim","text":"140 posts would go","origin":"human","note":null,"created":"2026-11-23T00:45:16.291Z","deleted":0}}]','5a4aac6eeaa7668df3e7f79486f213b459a49c1e6af60430d3401bb8ac03fa8c');
INSERT INTO "history" VALUES(8,'01a205dd-4283-71cd-bd08-65bee78e96d6','2026-11-23T00:45:16.291Z','ana','tag','01a205dd-4283-71cd-bd08-65bc926b93c3',NULL,'[{"table":"spans","id":"01a205dd-4283-71cd-bd08-65bfc255e930","before":null,"after":{"id":"01a205dd-4283-71cd-bd08-65bfc255e930","document":"one","annotator":"ana","start":57,"end":68,"label":"source","text":"an official","origin":"human","note":null,"created":"2026-11-23T00:45:16.291Z","deleted":0}}]','ff496069a82a74e509a7de153be997b39772c5f3d43670d54f586389c50a9bd0');
INSERT INTO "history" VALUES(9,'01a205dd-4284-775c-a110-f9350188788f','2026-11-23T00:45:16.292Z','ana','attribute','01a205dd-4283-71cd-bd08-65bee78e96d6',NULL,'[{"table":"attributions","id":"01a205dd-4284-775c-a110-f9364309aac0","before":null,"after":{"id":"01a205dd-4284-775c-a110-f9364309aac0","document":"one","annotator":"ana","claim":"01a205dd-4283-71cd-bd08-65bde5242537","source":"01a205dd-4283-71cd-bd08-65bfc255e930","label":"attributed_to","deleted":0}}]','0f71677649cb354dccb68910c2d7a3378422f92abf0019e0493b072c19462804');
INSERT INTO "history" VALUES(10,'01a205dd-4811-7036-846d-34bc389a489b','2026-11-23T00:45:17.713Z','ana','decide','01a205dd-4284-775c-a110-f9350188788f',NULL,'[{"table":"verdicts","id":"01a205dd-4811-7036-846d-34bdebd5fd08","before":null,"after":{"id":"01a205dd-4811-7036-846d-34bdebd5fd08","left":"01a205dd-4270-7403-8954-38b3df7be6e4","right":"01a205dd-4272-75b6-bb55-4862bbc302f5","annotator":"ana","kind":"same","note":null,"decided":"2026-11-23T00:45:17.713Z","deleted":0}}]','8b1c40b02e1835ef8f24b69b550cdc727a4e7c74ad4093aca865abbb29b7d8eb');
INSERT INTO "history" VALUES(11,'01a205dd-4821-7748-83b4-c37a4d45f26b','2026-11-23T00:45:17.729Z','ben','decide','01a205dd-4274-73a9-84e1-52cb180350b0',NULL,'[{"table":"verdicts","id":"01a205dd-4821-7748-83b4-c37bd2a77ed0","before":null,"after":{"id":"01a205dd-4821-7748-83b4-c37bd2a77ed0","left":"01a205dd-4270-7403-8954-38b3df7be6e4","right":"01a205dd-4274-73a9-84e1-52cc93355c44","annotator":"ben","kind":"same","note":null,"decided":"2026-11-23T00:45:17.729Z","deleted":0}}]','5783e29e5f0dcd1f56b807887b35f56367a27c37dc02bac36f77505ee55a0150');
INSERT INTO "history" VALUES(12,'01a205dd-4822-72e8-903f-bbe5cbe962a9','2026-11-23T00:45:17.730Z','ana','state','01a205dd-4811-7036-846d-34bc389a489b',NULL,'[{"table":"states","id":"one/ana","before":null,"after":{"id":"one/ana","document":"one","annotator":"ana","state":"done","deleted":0}}]','fcad64dd2ec5b9c78be8a5c0d6ce1964d7840a85fde67bca5b8920793f7b7730');
INSERT INTO "history" VALUES(13,'01a205dd-482a-76b7-91e4-39c797afe091','2026-11-23T00:45:17.738Z','ana','name','01a205dd-4822-72e8-903f-bbe5cbe962a9',NULL,'[{"table":"names","id":"01a205dd-4270-7403-8954-38b3df7be6e4/ana","before":null,"after":{"id":"01a205dd-4270-7403-8954-38b3df7be6e4/ana","span":"01a205dd-4270-7403-8954-38b3df7be6e4","annotator":"ana","name":"Hamas (organisation)","given":"2026-11-23T00:45:17.738Z","deleted":0}}]','ae578c2e6290f2f9a3618e231bb23b8dd155c0bf3f0b56de22149309803cbe8e');
INSERT INTO "history" VALUES(14,'01a205dd-4839-7367-9ddf-3fae0b4840ef','2026-11-23T00:45:17.753Z','ben','begin verify','01a205dd-4821-7748-83b4-c37a4d45f26b','01a205dd-4839-7367-9ddf-3fae0b4840ef','[{"table":"assignments","id":"one/ben/verify/ana","before":null,"after":{"id":"one/ben/verify/ana","document":"one","annotator":"ben","mode":"verify","of":"ana","opened":"2026-11-23T00:45:17.753Z","closed":null,"deleted":0}},{"table":"assignments","id":"two/ben/verify/ana","before":null,"after":{"id":"two/ben/verify/ana","document":"two","annotator":"ben","mode":"verify","of":"ana","opened":"2026-11-23T00:45:17.753Z","closed":null,"deleted":0}}]','121a0083e3b5f907ae23ac8d58b962beeeba53fe7a30d86cb4e37c99d80f6e92');
INSERT INTO "history" VALUES(15,'01a205dd-4853-704a-b103-e9dcefcf5158','2026-11-23T00:45:17.779Z','ben','rule','01a205dd-4821-7748-83b4-c37a4d45f26b',NULL,'[{"table":"reviews","id":"01a205dd-4270-7403-8954-38b3df7be6e4/ben","before":null,"after":{"id":"01a205dd-4270-7403-8954-38b3df7be6e4/ben","kind":"span","item":"01a205dd-4270-7403-8954-38b3df7be6e4","document":"one","author":"ana","annotator":"ben","ruling":"agree","reason":null,"note":null,"before":"{\"start\": 0, \"end\": 5, \"label\": \"entity\", \"text\": \"Hamas\"}","after":null,"decided":"2026-11-23T00:45:17.779Z","deleted":0}}]','c1fff8f88cf232ec2ce22aa2ae4de4e0247e5203f1b8cb43d0ad37e6969fee0b');
INSERT INTO "history" VALUES(16,'01a205dd-485f-714e-ab40-5c5a7c036c74','2026-11-23T00:45:17.791Z','ben','end verify','01a205dd-4853-704a-b103-e9dcefcf5158','01a205dd-485f-714e-ab40-5c5a7c036c74','[{"table":"assignments","id":"one/ben/verify/ana","before":{"id":"one/ben/verify/ana","document":"one","annotator":"ben","mode":"verify","of":"ana","opened":"2026-11-23T00:45:17.753Z","closed":null,"deleted":0},"after":{"id":"one/ben/verify/ana","document":"one","annotator":"ben","mode":"verify","of":"ana","opened":"2026-11-23T00:45:17.753Z","closed":"2026-11-23T00:45:17.791Z","deleted":0}},{"table":"assignments","id":"two/ben/verify/ana","before":{"id":"two/ben/verify/ana","document":"two","annotator":"ben","mode":"verify","of":"ana","opened":"2026-11-23T00:45:17.753Z","closed":null,"deleted":0},"after":{"id":"two/ben/verify/ana","document":"two","annotator":"ben","mode":"verify","of":"ana","opened":"2026-11-23T00:45:17.753Z","closed":"2026-11-23T00:45:17.791Z","deleted":0}}]','6399cf28c94d035dab9911f2780fb2d425fbeff91e907fdaf0e6b79119c82fa5');
INSERT INTO "history" VALUES(17,'01a205dd-4869-770b-8298-7bcfb9c9218c','2026-11-23T00:45:17.801Z','cleo','begin blind',NULL,'01a205dd-4869-770b-8298-7bcfb9c9218c','[{"table":"assignments","id":"one/cleo/blind","before":null,"after":{"id":"one/cleo/blind","document":"one","annotator":"cleo","mode":"blind","of":null,"opened":"2026-11-23T00:45:17.801Z","closed":null,"deleted":0}},{"table":"assignments","id":"two/cleo/blind","before":null,"after":{"id":"two/cleo/blind","document":"two","annotator":"cleo","mode":"blind","of":null,"opened":"2026-11-23T00:45:17.801Z","closed":null,"deleted":0}}]','06f6864c6d57c5439fcdc5692f47c45a00615af17da91a85e0a001e579e38ab9');
INSERT INTO "history" VALUES(18,'01a205dd-4875-71fb-83a5-365f1009b430','2026-11-23T00:45:17.813Z','cleo','tag',NULL,NULL,'[{"table":"spans","id":"01a205dd-4875-71fb-83a5-3660661c9435","before":null,"after":{"id":"01a205dd-4875-71fb-83a5-3660661c9435","document":"one","annotator":"cleo","start":0,"end":5,"label":"entity","text":"Hamas","origin":"human","note":null,"created":"2026-11-23T00:45:17.813Z","deleted":0}}]','2b2b9d89c209d02f56c492d9f1853ea500de828effd34816817ec23f5ad058bc');
INSERT INTO "history" VALUES(19,'01a205dd-487c-7457-8f78-9e02cd4fc36a','2026-11-23T00:45:17.820Z','cleo','tag','01a205dd-4875-71fb-83a5-365f1009b430',NULL,'[{"table":"spans","id":"01a205dd-487c-7457-8f78-9e036fd1e983","before":null,"after":{"id":"01a205dd-487c-7457-8f78-9e036fd1e983","document":"two","annotator":"cleo","start":12,"end":17,"label":"entity","text":"Hamas","origin":"human","note":null,"created":"2026-11-23T00:45:17.820Z","deleted":0}}]','2461f822ceb522490405bf233a4ddc3b655342f6413b4f535499bd070f976c69');
CREATE TABLE matched (
        document text primary key references documents,
        state text not null,
        whole integer not null check (whole in (0, 1))
    ) strict;
INSERT INTO "matched" VALUES('one','eae2feca3aa153a1dab5e0b55368e06adaf57d216af6eea5ee8d8cafd6a90a32',1);
INSERT INTO "matched" VALUES('two','b1fa1da67473aa07c00bd97a2dad5225a82543e26b0d0afd8c9be941bc7c0412',1);
CREATE TABLE mentions (
        span text primary key references spans,
        item text not null references spans,
        check (span <> item)
    ) strict;
INSERT INTO "mentions" VALUES('01a205dd-4272-75b6-bb55-4860b25ee405','01a205dd-4270-7403-8954-38b3df7be6e4');
CREATE TABLE names (
        id text primary key,
        span text not null references spans,
        annotator text not null,
        name text not null,
        given text not null,
        deleted integer not null default 0 check (deleted in (0, 1))
    ) strict;
INSERT INTO "names" VALUES('01a205dd-4270-7403-8954-38b3df7be6e4/ana','01a205dd-4270-7403-8954-38b3df7be6e4','ana','Hamas (organisation)','2026-11-23T00:45:17.738Z',0);
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
INSERT INTO "proposals" VALUES('01a205dd-4270-7403-8954-38b3df7be6e4','01a205dd-4272-75b6-bb55-4862bbc302f5','entity',0.9154,'["same name: Hamas", "the same words around them", "the articles report the same event"]','news/1','[]',0,X'C437713F965E7AC01CDCCFBD0000803F0000803F7F00133F0000803F00000000000000000000000000000000000000000000000000000000000000009A99193F4C307C3F00000000000000000000803F2CFF103F0000803F00000000');
CREATE TABLE replies (
        id text primary key,
        review text not null references reviews,
        annotator text not null,
        reply text not null,
        note text,
        decided text not null,
        deleted integer not null default 0 check (deleted in (0, 1))
    ) strict;
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
INSERT INTO "reviews" VALUES('01a205dd-4270-7403-8954-38b3df7be6e4/ben','span','01a205dd-4270-7403-8954-38b3df7be6e4','one','ana','ben','agree',NULL,NULL,'{"start": 0, "end": 5, "label": "entity", "text": "Hamas"}',NULL,'2026-11-23T00:45:17.779Z',0);
CREATE TABLE runs (
        number integer primary key,
        time text not null,
        matcher text not null
    ) strict;
INSERT INTO "runs" VALUES(1,'2026-11-23T00:45:17.678Z','news/1');
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
INSERT INTO "spans" VALUES('01a205dd-4270-7403-8954-38b3df7be6e4','one','ana',0,5,'entity','Hamas','human',NULL,'2026-11-23T00:45:16.272Z',0);
INSERT INTO "spans" VALUES('01a205dd-4272-75b6-bb55-4860b25ee405','one','ana',75,80,'entity','Hamas','human',NULL,'2026-11-23T00:45:16.273Z',0);
INSERT INTO "spans" VALUES('01a205dd-4272-75b6-bb55-4862bbc302f5','two','ana',12,17,'entity','Hamas','human',NULL,'2026-11-23T00:45:16.274Z',0);
INSERT INTO "spans" VALUES('01a205dd-4274-73a9-84e1-52cc93355c44','two','ben',12,17,'entity','Hamas','human',NULL,'2026-11-23T00:45:16.276Z',0);
INSERT INTO "spans" VALUES('01a205dd-4283-71cd-bd08-65bde5242537','one','ana',26,44,'claim','140 posts would go','human',NULL,'2026-11-23T00:45:16.291Z',0);
INSERT INTO "spans" VALUES('01a205dd-4283-71cd-bd08-65bfc255e930','one','ana',57,68,'source','an official','human',NULL,'2026-11-23T00:45:16.291Z',0);
INSERT INTO "spans" VALUES('01a205dd-4875-71fb-83a5-3660661c9435','one','cleo',0,5,'entity','Hamas','human',NULL,'2026-11-23T00:45:17.813Z',0);
INSERT INTO "spans" VALUES('01a205dd-487c-7457-8f78-9e036fd1e983','two','cleo',12,17,'entity','Hamas','human',NULL,'2026-11-23T00:45:17.820Z',0);
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
CREATE TABLE together (
        id text primary key,
        span text not null references spans,
        "with" text not null references spans,
        annotator text not null,
        deleted integer not null default 0 check (deleted in (0, 1)),
        check (span <> "with")
    ) strict;
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
INSERT INTO "verdicts" VALUES('01a205dd-4811-7036-846d-34bdebd5fd08','01a205dd-4270-7403-8954-38b3df7be6e4','01a205dd-4272-75b6-bb55-4862bbc302f5','ana','same',NULL,'2026-11-23T00:45:17.713Z',0);
INSERT INTO "verdicts" VALUES('01a205dd-4821-7748-83b4-c37bd2a77ed0','01a205dd-4270-7403-8954-38b3df7be6e4','01a205dd-4274-73a9-84e1-52cc93355c44','ben','same',NULL,'2026-11-23T00:45:17.729Z',0);
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
CREATE INDEX names_by_span on names (span);
CREATE INDEX together_by_span on together (span);
COMMIT;
