BEGIN TRANSACTION;
CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
INSERT INTO "alembic_version" VALUES('0001');
CREATE TABLE keys (
	key_hash VARCHAR(64) NOT NULL, 
	round VARCHAR(12), 
	role VARCHAR(12) NOT NULL, 
	CONSTRAINT pk_keys PRIMARY KEY (key_hash), 
	CONSTRAINT fk_keys_round FOREIGN KEY(round) REFERENCES rounds (id) ON DELETE CASCADE
)
 WITHOUT ROWID

;
INSERT INTO "keys" VALUES('ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff','w2uwaicqdr65','facilitator');
CREATE TABLE releases (
	round VARCHAR(12) NOT NULL, 
	number INTEGER NOT NULL, 
	cohort INTEGER NOT NULL, 
	day VARCHAR(10) NOT NULL, 
	body TEXT NOT NULL, 
	seal VARCHAR(16) NOT NULL, 
	CONSTRAINT pk_releases PRIMARY KEY (round, number), 
	CONSTRAINT fk_releases_round FOREIGN KEY(round) REFERENCES rounds (id) ON DELETE CASCADE
)
 WITHOUT ROWID

;
INSERT INTO "releases" VALUES('w2uwaicqdr65',1,1,'2026-11-22','{"rows":[],"schema":1}','ddfeaaac0877541b');
CREATE TABLE responses (
	round VARCHAR(12) NOT NULL, 
	response_id VARCHAR(32) NOT NULL, 
	seq BIGINT NOT NULL, 
	state INTEGER NOT NULL, 
	cohort INTEGER NOT NULL, 
	body TEXT NOT NULL, 
	seal VARCHAR(16) NOT NULL, 
	CONSTRAINT pk_responses PRIMARY KEY (round, response_id), 
	CONSTRAINT fk_responses_round FOREIGN KEY(round) REFERENCES rounds (id) ON DELETE CASCADE
)
 WITHOUT ROWID

;
INSERT INTO "responses" VALUES('w2uwaicqdr65','00000000000000000000000000000000',2,3,1,'{"answers":{"q111":"7","q112":"7","q113":"7","q121":"7","q122":"7","q211":"7","q212":"7","q221":"1","q222":"1"},"background":{},"day":"2026-11-22","language":"sv","questionnaire":{"hash":"0000000000000000000000000000000000000000000000000000000000000000","id":"small","version":"1"},"role":null,"seq":2,"status":"finished"}','3b0e9f4b181f4c7a');
INSERT INTO "responses" VALUES('w2uwaicqdr65','00000000000000000000000000000001',1,3,0,'{"answers":{"q111":"7","q112":"6","q113":"5","q121":"4","q122":"3","q211":"2","q212":"1","q221":"na","q222":"na"},"background":{"unit":"u2"},"day":"2026-11-22","language":"sv","questionnaire":{"hash":"0000000000000000000000000000000000000000000000000000000000000000","id":"small","version":"1"},"role":"guide","seq":1,"status":"finished"}','342be5ba8086ddba');
INSERT INTO "responses" VALUES('w2uwaicqdr65','00000000000000000000000000000002',1,3,0,'{"answers":{"q111":"7","q112":"7","q113":"7","q121":"7","q122":"7","q211":"7","q212":"7","q221":"7"},"background":{"unit":"u1"},"day":"2026-11-22","language":"sv","questionnaire":{"hash":"0000000000000000000000000000000000000000000000000000000000000000","id":"small","version":"1"},"role":"all","seq":1,"status":"finished"}','281fcd36b226f923');
INSERT INTO "responses" VALUES('w2uwaicqdr65','00000000000000000000000000000003',1,3,0,'{"answers":{"q111":"1","q112":"2","q113":"3","q121":"4","q122":"5","q211":"6","q212":"7"},"background":{"unit":"u2"},"day":"2026-11-22","language":"sv","questionnaire":{"hash":"0000000000000000000000000000000000000000000000000000000000000000","id":"small","version":"1"},"role":"guide","seq":1,"status":"finished"}','fe471e094f33ab0e');
INSERT INTO "responses" VALUES('w2uwaicqdr65','00000000000000000000000000000004',1,3,0,'{"answers":{"q111":"7","q112":"6","q113":"5","q121":"4","q122":"3","q211":"2","q212":"1","q221":"na","q222":"na"},"background":{"unit":"u1"},"day":"2026-11-22","language":"sv","questionnaire":{"hash":"0000000000000000000000000000000000000000000000000000000000000000","id":"small","version":"1"},"role":"all","seq":1,"status":"finished"}','e46b07cb88daac96');
INSERT INTO "responses" VALUES('w2uwaicqdr65','00000000000000000000000000000005',1,3,0,'{"answers":{"q111":"7","q112":"7","q113":"7","q121":"7","q122":"7","q211":"7","q212":"7","q221":"7"},"background":{"unit":"u2"},"day":"2026-11-22","language":"sv","questionnaire":{"hash":"0000000000000000000000000000000000000000000000000000000000000000","id":"small","version":"1"},"role":"guide","seq":1,"status":"finished"}','3a1c3f1a497ec254');
INSERT INTO "responses" VALUES('w2uwaicqdr65','00000000000000000000000000000006',1,3,0,'{"answers":{"q111":"1","q112":"2","q113":"3","q121":"4","q122":"5","q211":"6","q212":"7"},"background":{"unit":"u1"},"day":"2026-11-22","language":"sv","questionnaire":{"hash":"0000000000000000000000000000000000000000000000000000000000000000","id":"small","version":"1"},"role":"all","seq":1,"status":"finished"}','a5624991a2887f8e');
INSERT INTO "responses" VALUES('w2uwaicqdr65','00000000000000000000000000000007',1,3,0,'{"answers":{"q111":"7","q112":"6","q113":"5","q121":"4","q122":"3","q211":"2","q212":"1","q221":"na","q222":"na"},"background":{"unit":"u2"},"day":"2026-11-22","language":"sv","questionnaire":{"hash":"0000000000000000000000000000000000000000000000000000000000000000","id":"small","version":"1"},"role":"guide","seq":1,"status":"finished"}','97ebfaf99c2ab9d0');
INSERT INTO "responses" VALUES('w2uwaicqdr65','00000000000000000000000000000008',1,3,0,'{"answers":{"q111":"7","q112":"7","q113":"7","q121":"7","q122":"7","q211":"7","q212":"7","q221":"7"},"background":{"unit":"u1"},"day":"2026-11-22","language":"sv","questionnaire":{"hash":"0000000000000000000000000000000000000000000000000000000000000000","id":"small","version":"1"},"role":"all","seq":1,"status":"finished"}','cfe2c0d916fa7ebf');
INSERT INTO "responses" VALUES('w2uwaicqdr65','00000000000000000000000000000009',1,3,0,'{"answers":{"q111":"1","q112":"2","q113":"3","q121":"4","q122":"5","q211":"6","q212":"7"},"background":{"unit":"u2"},"day":"2026-11-22","language":"sv","questionnaire":{"hash":"0000000000000000000000000000000000000000000000000000000000000000","id":"small","version":"1"},"role":"guide","seq":1,"status":"finished"}','5a99414500a4b0c0');
INSERT INTO "responses" VALUES('w2uwaicqdr65','0000000000000000000000000000000a',1,3,0,'{"answers":{"q111":"7","q112":"6","q113":"5","q121":"4","q122":"3","q211":"2","q212":"1","q221":"na","q222":"na"},"background":{"unit":"u1"},"day":"2026-11-22","language":"sv","questionnaire":{"hash":"0000000000000000000000000000000000000000000000000000000000000000","id":"small","version":"1"},"role":"all","seq":1,"status":"finished"}','7e5c0c89d8ad018e');
INSERT INTO "responses" VALUES('w2uwaicqdr65','0000000000000000000000000000000b',1,3,0,'{"answers":{"q111":"7","q112":"7","q113":"7","q121":"7","q122":"7","q211":"7","q212":"7","q221":"7"},"background":{"unit":"u2"},"day":"2026-11-22","language":"sv","questionnaire":{"hash":"0000000000000000000000000000000000000000000000000000000000000000","id":"small","version":"1"},"role":"guide","seq":1,"status":"finished"}','fb91d66dda38ad5a');
INSERT INTO "responses" VALUES('w2uwaicqdr65','00000000000000000000000000000063',-1,0,0,'{"answers":{},"background":{},"day":"2026-11-22","language":"sv","questionnaire":{"hash":"709e9ac050cbd1a9a7b7db892bbade7f252962c016d911170fe0c3ef971af2f7","id":"small","version":"1"},"role":null,"seq":0,"status":"started"}','3a5a7df3e9818277');
CREATE TABLE rounds (
	id VARCHAR(12) NOT NULL, 
	status VARCHAR(6) NOT NULL, 
	code VARCHAR(6) NOT NULL, 
	code_expires BIGINT NOT NULL, 
	created VARCHAR(10) NOT NULL, 
	delete_after VARCHAR(10) NOT NULL, 
	first_answer INTEGER NOT NULL, 
	revealed TEXT NOT NULL, 
	timer_ends BIGINT, 
	release INTEGER NOT NULL, 
	cohort INTEGER NOT NULL, 
	settings TEXT NOT NULL, 
	questionnaire TEXT NOT NULL, 
	seal VARCHAR(16) NOT NULL, 
	changed BIGINT NOT NULL, 
	CONSTRAINT pk_rounds PRIMARY KEY (id), 
	CONSTRAINT uq_rounds_code UNIQUE (code)
);
INSERT INTO "rounds" VALUES('w2uwaicqdr65','open','TFNJWH',1795435200,'2026-11-22','2028-01-22',1,'[]',NULL,1,1,'{"closes":null,"goals":["Fler bes\u00f6k"],"keep_months":14,"languages":["sv","en"],"min_distribution":8,"min_group":5,"name":"Ekhult","questionnaire":"small","roles":[],"units":["Ek","Al"],"weights":{}}','{"areas":[{"competences":[{"id":"c11","label":{"en":"S\u00f6ka (en)","sv":"S\u00f6ka"},"recommend":{"l1":{"en":"S\u00f6ka, step l1","sv":"S\u00f6ka, steg l1"},"l2":{"en":"S\u00f6ka, step l2","sv":"S\u00f6ka, steg l2"},"l3":{"en":"S\u00f6ka, step l3","sv":"S\u00f6ka, steg l3"},"l4":{"en":"S\u00f6ka, step l4","sv":"S\u00f6ka, steg l4"}}},{"id":"c12","label":{"en":"Data (en)","sv":"Data"},"recommend":{"l1":{"en":"Data, step l1","sv":"Data, steg l1"},"l2":{"en":"Data, step l2","sv":"Data, steg l2"},"l3":{"en":"Data, step l3","sv":"Data, steg l3"},"l4":{"en":"Data, step l4","sv":"Data, steg l4"}}}],"id":"a1","label":{"en":"Information (en)","sv":"Information"}},{"competences":[{"id":"c21","label":{"en":"Konton (en)","sv":"Konton"},"recommend":{"l1":{"en":"Konton, step l1","sv":"Konton, steg l1"},"l2":{"en":"Konton, step l2","sv":"Konton, steg l2"},"l3":{"en":"Konton, step l3","sv":"Konton, steg l3"},"l4":{"en":"Konton, step l4","sv":"Konton, steg l4"}}},{"id":"c22","label":{"en":"H\u00e4lsa (en)","sv":"H\u00e4lsa"}}],"id":"a2","label":{"en":"Safety","sv":"S\u00e4kerhet"}}],"background":[{"id":"unit","options":[{"id":"u1","label":{"en":"Ek","sv":"Ek"}},{"id":"u2","label":{"en":"Al","sv":"Al"}}],"text":{"en":"Where do you work?","sv":"Var arbetar du?"}}],"goals":[{"id":"g1","label":{"en":"Fler bes\u00f6k","sv":"Fler bes\u00f6k"}}],"id":"small","languages":["sv","en"],"levels":[{"from":0,"id":"l1","label":{"en":"Not yet sure","sv":"\u00c4nnu os\u00e4ker"}},{"from":25,"id":"l2","label":{"en":"On the way","sv":"P\u00e5 v\u00e4g"}},{"from":58,"id":"l3","label":{"en":"Sure","sv":"S\u00e4ker"}},{"from":83,"id":"l4","label":{"en":"Very sure","sv":"Mycket s\u00e4ker"}}],"pages":[{"id":"p1","items":[{"competence":"c11","id":"q111","kind":"rate","scale":"sure","text":{"en":"I can q111.","sv":"Jag kan q111."}},{"competence":"c11","id":"q112","kind":"rate","scale":"sure","tags":["legal"],"text":{"en":"I can q112.","sv":"Jag kan q112."}},{"competence":"c11","id":"q113","kind":"rate","scale":"sure","text":{"en":"I can q113.","sv":"Jag kan q113."}},{"competence":"c12","id":"q121","kind":"rate","scale":"sure","text":{"en":"I can q121.","sv":"Jag kan q121."}},{"competence":"c12","id":"q122","kind":"rate","reverse":true,"scale":"sure","text":{"en":"I can q122.","sv":"Jag kan q122."}},{"competence":"c21","id":"q211","kind":"rate","scale":"sure","tags":["legal"],"text":{"en":"I can q211.","sv":"Jag kan q211."}},{"competence":"c21","id":"q212","kind":"rate","scale":"sure","text":{"en":"I can q212.","sv":"Jag kan q212."}},{"competence":"c22","id":"q221","kind":"rate","scale":"sure","text":{"en":"I can q221.","sv":"Jag kan q221."}},{"competence":"c22","id":"q222","kind":"rate","scale":"sure","text":{"en":"I can q222.","sv":"Jag kan q222."},"when":"q221 >= 4"}],"title":{"en":"Page","sv":"Sida"}}],"roles":[{"id":"all","label":{"en":"All","sv":"Alla"},"targets":{"a1":5,"c21":4}},{"id":"guide","label":{"en":"Guides","sv":"Handledare"},"targets":{"c11":6,"c12":5,"c21":6,"c22":5}}],"scales":{"sure":{"other":[{"id":"na","label":{"en":"Not relevant","sv":"Inte aktuellt"}}],"points":[{"id":"1","label":{"en":"very unsure","sv":"mycket os\u00e4ker"},"value":1},{"id":"2","value":2},{"id":"3","value":3},{"id":"4","value":4},{"id":"5","value":5},{"id":"6","value":6},{"id":"7","label":{"en":"very sure","sv":"mycket s\u00e4ker"},"value":7}]}},"tags":[{"id":"legal","label":{"en":"Legal competence","sv":"Juridisk kompetens"}}],"title":{"en":"Small","sv":"Liten"},"version":"1"}','7ee46a750ed9d87f',29);
INSERT INTO "rounds" VALUES('fnpa44hwus7h','open','X4KKXR',1795435200,'2026-11-22','2028-01-22',0,'[]',NULL,0,0,'{"closes":null,"goals":[],"keep_months":14,"languages":["sv","en"],"min_distribution":8,"min_group":5,"name":"Alby","questionnaire":"small","roles":[],"units":[],"weights":{}}','{"areas":[{"competences":[{"id":"c11","label":{"en":"S\u00f6ka (en)","sv":"S\u00f6ka"},"recommend":{"l1":{"en":"S\u00f6ka, step l1","sv":"S\u00f6ka, steg l1"},"l2":{"en":"S\u00f6ka, step l2","sv":"S\u00f6ka, steg l2"},"l3":{"en":"S\u00f6ka, step l3","sv":"S\u00f6ka, steg l3"},"l4":{"en":"S\u00f6ka, step l4","sv":"S\u00f6ka, steg l4"}}},{"id":"c12","label":{"en":"Data (en)","sv":"Data"},"recommend":{"l1":{"en":"Data, step l1","sv":"Data, steg l1"},"l2":{"en":"Data, step l2","sv":"Data, steg l2"},"l3":{"en":"Data, step l3","sv":"Data, steg l3"},"l4":{"en":"Data, step l4","sv":"Data, steg l4"}}}],"id":"a1","label":{"en":"Information (en)","sv":"Information"}},{"competences":[{"id":"c21","label":{"en":"Konton (en)","sv":"Konton"},"recommend":{"l1":{"en":"Konton, step l1","sv":"Konton, steg l1"},"l2":{"en":"Konton, step l2","sv":"Konton, steg l2"},"l3":{"en":"Konton, step l3","sv":"Konton, steg l3"},"l4":{"en":"Konton, step l4","sv":"Konton, steg l4"}}},{"id":"c22","label":{"en":"H\u00e4lsa (en)","sv":"H\u00e4lsa"}}],"id":"a2","label":{"en":"Safety","sv":"S\u00e4kerhet"}}],"id":"small","languages":["sv","en"],"levels":[{"from":0,"id":"l1","label":{"en":"Not yet sure","sv":"\u00c4nnu os\u00e4ker"}},{"from":25,"id":"l2","label":{"en":"On the way","sv":"P\u00e5 v\u00e4g"}},{"from":58,"id":"l3","label":{"en":"Sure","sv":"S\u00e4ker"}},{"from":83,"id":"l4","label":{"en":"Very sure","sv":"Mycket s\u00e4ker"}}],"pages":[{"id":"p1","items":[{"competence":"c11","id":"q111","kind":"rate","scale":"sure","text":{"en":"I can q111.","sv":"Jag kan q111."}},{"competence":"c11","id":"q112","kind":"rate","scale":"sure","tags":["legal"],"text":{"en":"I can q112.","sv":"Jag kan q112."}},{"competence":"c11","id":"q113","kind":"rate","scale":"sure","text":{"en":"I can q113.","sv":"Jag kan q113."}},{"competence":"c12","id":"q121","kind":"rate","scale":"sure","text":{"en":"I can q121.","sv":"Jag kan q121."}},{"competence":"c12","id":"q122","kind":"rate","reverse":true,"scale":"sure","text":{"en":"I can q122.","sv":"Jag kan q122."}},{"competence":"c21","id":"q211","kind":"rate","scale":"sure","tags":["legal"],"text":{"en":"I can q211.","sv":"Jag kan q211."}},{"competence":"c21","id":"q212","kind":"rate","scale":"sure","text":{"en":"I can q212.","sv":"Jag kan q212."}},{"competence":"c22","id":"q221","kind":"rate","scale":"sure","text":{"en":"I can q221.","sv":"Jag kan q221."}},{"competence":"c22","id":"q222","kind":"rate","scale":"sure","text":{"en":"I can q222.","sv":"Jag kan q222."},"when":"q221 >= 4"}],"title":{"en":"Page","sv":"Sida"}}],"roles":[{"id":"all","label":{"en":"All","sv":"Alla"},"targets":{"a1":5,"c21":4}},{"id":"guide","label":{"en":"Guides","sv":"Handledare"},"targets":{"c11":6,"c12":5,"c21":6,"c22":5}}],"scales":{"sure":{"other":[{"id":"na","label":{"en":"Not relevant","sv":"Inte aktuellt"}}],"points":[{"id":"1","label":{"en":"very unsure","sv":"mycket os\u00e4ker"},"value":1},{"id":"2","value":2},{"id":"3","value":3},{"id":"4","value":4},{"id":"5","value":5},{"id":"6","value":6},{"id":"7","label":{"en":"very sure","sv":"mycket s\u00e4ker"},"value":7}]}},"tags":[{"id":"legal","label":{"en":"Legal competence","sv":"Juridisk kompetens"}}],"title":{"en":"Small","sv":"Liten"},"version":"1"}','6acba1ba36966beb',2);
CREATE TABLE sessions (
	session_hash VARCHAR(64) NOT NULL, 
	round VARCHAR(12), 
	role VARCHAR(12) NOT NULL, 
	expires BIGINT NOT NULL, 
	CONSTRAINT pk_sessions PRIMARY KEY (session_hash), 
	CONSTRAINT fk_sessions_round FOREIGN KEY(round) REFERENCES rounds (id) ON DELETE CASCADE
)
 WITHOUT ROWID

;
INSERT INTO "sessions" VALUES('eeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeee','w2uwaicqdr65','facilitator',1795435200);
CREATE TABLE tally (
	round VARCHAR(12) NOT NULL, 
	role VARCHAR(5) NOT NULL, 
	unit VARCHAR(5) NOT NULL, 
	cohort INTEGER NOT NULL, 
	dimension VARCHAR(20) NOT NULL, 
	id VARCHAR(20) NOT NULL, 
	code VARCHAR(40) NOT NULL, 
	n INTEGER NOT NULL, 
	seal BIGINT NOT NULL, 
	CONSTRAINT pk_tally PRIMARY KEY (round, role, unit, cohort, dimension, id, code), 
	CONSTRAINT fk_tally_round FOREIGN KEY(round) REFERENCES rounds (id) ON DELETE CASCADE
)
 WITHOUT ROWID

;
INSERT INTO "tally" VALUES('w2uwaicqdr65','all','',1,'area','a1','5.8',1,3132276610);
INSERT INTO "tally" VALUES('w2uwaicqdr65','all','',1,'area','a2','5.0',1,4090056032);
INSERT INTO "tally" VALUES('w2uwaicqdr65','all','',1,'competence','c11','7.0',1,1041367015);
INSERT INTO "tally" VALUES('w2uwaicqdr65','all','',1,'competence','c12','4.0',1,2079800160);
INSERT INTO "tally" VALUES('w2uwaicqdr65','all','',1,'competence','c21','7.0',1,3095760197);
INSERT INTO "tally" VALUES('w2uwaicqdr65','all','',1,'competence','c22','',1,4088152601);
INSERT INTO "tally" VALUES('w2uwaicqdr65','all','',1,'item','q111','7',1,1209029542);
INSERT INTO "tally" VALUES('w2uwaicqdr65','all','',1,'item','q112','7',1,1247211005);
INSERT INTO "tally" VALUES('w2uwaicqdr65','all','',1,'item','q113','7',1,1268025288);
INSERT INTO "tally" VALUES('w2uwaicqdr65','all','',1,'item','q121','7',1,1520827464);
INSERT INTO "tally" VALUES('w2uwaicqdr65','all','',1,'item','q122','7',1,1491288591);
INSERT INTO "tally" VALUES('w2uwaicqdr65','all','',1,'item','q211','7',1,263203190);
INSERT INTO "tally" VALUES('w2uwaicqdr65','all','',1,'item','q212','7',1,234264365);
INSERT INTO "tally" VALUES('w2uwaicqdr65','all','',1,'item','q221','1',1,4100334507);
INSERT INTO "tally" VALUES('w2uwaicqdr65','all','',1,'people','','',1,2187469469);
INSERT INTO "tally" VALUES('w2uwaicqdr65','all','',1,'tag','legal','7.0',1,263513825);
INSERT INTO "tally" VALUES('w2uwaicqdr65','all','u1',0,'area','a1','2.6',1,1725986643);
INSERT INTO "tally" VALUES('w2uwaicqdr65','all','u1',0,'area','a1','5.4',2,2376139003);
INSERT INTO "tally" VALUES('w2uwaicqdr65','all','u1',0,'area','a1','5.8',2,2216119508);
INSERT INTO "tally" VALUES('w2uwaicqdr65','all','u1',0,'area','a2','1.5',2,3121603173);
INSERT INTO "tally" VALUES('w2uwaicqdr65','all','u1',0,'area','a2','6.5',1,3208705249);
INSERT INTO "tally" VALUES('w2uwaicqdr65','all','u1',0,'area','a2','7.0',2,3471338072);
INSERT INTO "tally" VALUES('w2uwaicqdr65','all','u1',0,'competence','c11','2.0',1,1912737743);
INSERT INTO "tally" VALUES('w2uwaicqdr65','all','u1',0,'competence','c11','6.0',2,1963697930);
INSERT INTO "tally" VALUES('w2uwaicqdr65','all','u1',0,'competence','c11','7.0',2,1959382329);
INSERT INTO "tally" VALUES('w2uwaicqdr65','all','u1',0,'competence','c12','3.5',1,1141566391);
INSERT INTO "tally" VALUES('w2uwaicqdr65','all','u1',0,'competence','c12','4.0',2,825166256);
INSERT INTO "tally" VALUES('w2uwaicqdr65','all','u1',0,'competence','c12','4.5',2,1095105851);
INSERT INTO "tally" VALUES('w2uwaicqdr65','all','u1',0,'competence','c21','1.5',2,2260350886);
INSERT INTO "tally" VALUES('w2uwaicqdr65','all','u1',0,'competence','c21','6.5',1,2213880108);
INSERT INTO "tally" VALUES('w2uwaicqdr65','all','u1',0,'competence','c21','7.0',2,4066230163);
INSERT INTO "tally" VALUES('w2uwaicqdr65','all','u1',0,'competence','c22','',3,2867602689);
INSERT INTO "tally" VALUES('w2uwaicqdr65','all','u1',0,'competence','c22','na',2,2944057013);
INSERT INTO "tally" VALUES('w2uwaicqdr65','all','u1',0,'item','q111','1',1,2681603526);
INSERT INTO "tally" VALUES('w2uwaicqdr65','all','u1',0,'item','q111','7',4,1991614702);
INSERT INTO "tally" VALUES('w2uwaicqdr65','all','u1',0,'item','q112','2',1,77195811);
INSERT INTO "tally" VALUES('w2uwaicqdr65','all','u1',0,'item','q112','6',2,66334267);
INSERT INTO "tally" VALUES('w2uwaicqdr65','all','u1',0,'item','q112','7',2,1962090153);
INSERT INTO "tally" VALUES('w2uwaicqdr65','all','u1',0,'item','q113','3',1,1918677124);
INSERT INTO "tally" VALUES('w2uwaicqdr65','all','u1',0,'item','q113','5',2,2604602798);
INSERT INTO "tally" VALUES('w2uwaicqdr65','all','u1',0,'item','q113','7',2,1966175386);
INSERT INTO "tally" VALUES('w2uwaicqdr65','all','u1',0,'item','q121','4',3,4245249699);
INSERT INTO "tally" VALUES('w2uwaicqdr65','all','u1',0,'item','q121','7',2,1677725466);
INSERT INTO "tally" VALUES('w2uwaicqdr65','all','u1',0,'item','q122','3',2,1630238042);
INSERT INTO "tally" VALUES('w2uwaicqdr65','all','u1',0,'item','q122','5',1,2286473320);
INSERT INTO "tally" VALUES('w2uwaicqdr65','all','u1',0,'item','q122','7',2,1715908931);
INSERT INTO "tally" VALUES('w2uwaicqdr65','all','u1',0,'item','q211','2',2,1098854059);
INSERT INTO "tally" VALUES('w2uwaicqdr65','all','u1',0,'item','q211','6',1,1175644851);
INSERT INTO "tally" VALUES('w2uwaicqdr65','all','u1',0,'item','q211','7',2,823515680);
INSERT INTO "tally" VALUES('w2uwaicqdr65','all','u1',0,'item','q212','1',2,3660628300);
INSERT INTO "tally" VALUES('w2uwaicqdr65','all','u1',0,'item','q212','7',3,861103224);
INSERT INTO "tally" VALUES('w2uwaicqdr65','all','u1',0,'item','q221','',1,1987576805);
INSERT INTO "tally" VALUES('w2uwaicqdr65','all','u1',0,'item','q221','7',2,597718474);
INSERT INTO "tally" VALUES('w2uwaicqdr65','all','u1',0,'item','q221','na',2,289371822);
INSERT INTO "tally" VALUES('w2uwaicqdr65','all','u1',0,'item','q222','',2,1565872163);
INSERT INTO "tally" VALUES('w2uwaicqdr65','all','u1',0,'people','','',5,1790418766);
INSERT INTO "tally" VALUES('w2uwaicqdr65','all','u1',0,'tag','legal','4.0',3,4002049190);
INSERT INTO "tally" VALUES('w2uwaicqdr65','all','u1',0,'tag','legal','7.0',2,3972846318);
INSERT INTO "tally" VALUES('w2uwaicqdr65','guide','u2',0,'area','a1','2.6',2,380914720);
INSERT INTO "tally" VALUES('w2uwaicqdr65','guide','u2',0,'area','a1','5.4',2,4260707209);
INSERT INTO "tally" VALUES('w2uwaicqdr65','guide','u2',0,'area','a1','5.8',2,4098062238);
INSERT INTO "tally" VALUES('w2uwaicqdr65','guide','u2',0,'area','a2','1.5',2,3395016975);
INSERT INTO "tally" VALUES('w2uwaicqdr65','guide','u2',0,'area','a2','6.5',2,3474247570);
INSERT INTO "tally" VALUES('w2uwaicqdr65','guide','u2',0,'area','a2','7.0',2,3200012586);
INSERT INTO "tally" VALUES('w2uwaicqdr65','guide','u2',0,'competence','c11','2.0',2,900453430);
INSERT INTO "tally" VALUES('w2uwaicqdr65','guide','u2',0,'competence','c11','6.0',2,849509602);
INSERT INTO "tally" VALUES('w2uwaicqdr65','guide','u2',0,'competence','c11','7.0',2,861935313);
INSERT INTO "tally" VALUES('w2uwaicqdr65','guide','u2',0,'competence','c12','3.5',2,61026382);
INSERT INTO "tally" VALUES('w2uwaicqdr65','guide','u2',0,'competence','c12','4.0',2,1988547160);
INSERT INTO "tally" VALUES('w2uwaicqdr65','guide','u2',0,'competence','c12','4.5',2,116139731);
INSERT INTO "tally" VALUES('w2uwaicqdr65','guide','u2',0,'competence','c21','1.5',2,3239308350);
INSERT INTO "tally" VALUES('w2uwaicqdr65','guide','u2',0,'competence','c21','6.5',2,3294427843);
INSERT INTO "tally" VALUES('w2uwaicqdr65','guide','u2',0,'competence','c21','7.0',2,3052692603);
INSERT INTO "tally" VALUES('w2uwaicqdr65','guide','u2',0,'competence','c22','',4,1112815957);
INSERT INTO "tally" VALUES('w2uwaicqdr65','guide','u2',0,'competence','c22','na',2,3027118423);
INSERT INTO "tally" VALUES('w2uwaicqdr65','guide','u2',0,'item','q111','1',2,4018290351);
INSERT INTO "tally" VALUES('w2uwaicqdr65','guide','u2',0,'item','q111','7',4,115448704);
INSERT INTO "tally" VALUES('w2uwaicqdr65','guide','u2',0,'item','q112','2',2,1959645520);
INSERT INTO "tally" VALUES('w2uwaicqdr65','guide','u2',0,'item','q112','6',2,1939871049);
INSERT INTO "tally" VALUES('w2uwaicqdr65','guide','u2',0,'item','q112','7',2,78063067);
INSERT INTO "tally" VALUES('w2uwaicqdr65','guide','u2',0,'item','q113','3',2,34114545);
INSERT INTO "tally" VALUES('w2uwaicqdr65','guide','u2',0,'item','q113','5',2,3949670084);
INSERT INTO "tally" VALUES('w2uwaicqdr65','guide','u2',0,'item','q113','7',2,90525672);
INSERT INTO "tally" VALUES('w2uwaicqdr65','guide','u2',0,'item','q121','4',4,2371708364);
INSERT INTO "tally" VALUES('w2uwaicqdr65','guide','u2',0,'item','q121','7',2,341062760);
INSERT INTO "tally" VALUES('w2uwaicqdr65','guide','u2',0,'item','q122','3',2,293555752);
INSERT INTO "tally" VALUES('w2uwaicqdr65','guide','u2',0,'item','q122','5',2,4162644765);
INSERT INTO "tally" VALUES('w2uwaicqdr65','guide','u2',0,'item','q122','7',2,370313777);
INSERT INTO "tally" VALUES('w2uwaicqdr65','guide','u2',0,'item','q211','2',2,824907225);
INSERT INTO "tally" VALUES('w2uwaicqdr65','guide','u2',0,'item','q211','6',2,910610880);
INSERT INTO "tally" VALUES('w2uwaicqdr65','guide','u2',0,'item','q211','7',2,1094836562);
INSERT INTO "tally" VALUES('w2uwaicqdr65','guide','u2',0,'item','q212','1',2,2858744374);
INSERT INTO "tally" VALUES('w2uwaicqdr65','guide','u2',0,'item','q212','7',4,1124556553);
INSERT INTO "tally" VALUES('w2uwaicqdr65','guide','u2',0,'item','q221','',2,1220016865);
INSERT INTO "tally" VALUES('w2uwaicqdr65','guide','u2',0,'item','q221','7',2,1408519864);
INSERT INTO "tally" VALUES('w2uwaicqdr65','guide','u2',0,'item','q221','na',2,2821322368);
INSERT INTO "tally" VALUES('w2uwaicqdr65','guide','u2',0,'item','q222','',2,1671080222);
INSERT INTO "tally" VALUES('w2uwaicqdr65','guide','u2',0,'people','','',6,905578220);
INSERT INTO "tally" VALUES('w2uwaicqdr65','guide','u2',0,'tag','legal','4.0',4,652487589);
INSERT INTO "tally" VALUES('w2uwaicqdr65','guide','u2',0,'tag','legal','7.0',2,614634990);
CREATE INDEX ix_responses_round_state ON responses (round, state);
CREATE INDEX ix_keys_round_role ON keys (round, role);
CREATE INDEX ix_sessions_round_role ON sessions (round, role);
COMMIT;
