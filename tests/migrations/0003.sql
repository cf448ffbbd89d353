BEGIN TRANSACTION;
CREATE TABLE account (
	id VARCHAR(8) NOT NULL, 
	login TEXT NOT NULL, 
	password TEXT NOT NULL, 
	role VARCHAR(8) NOT NULL, 
	client_id VARCHAR(8), 
	active BOOLEAN NOT NULL, 
	made_on DATE NOT NULL, 
	CONSTRAINT pk_account PRIMARY KEY (id), 
	CONSTRAINT fk_account_client_id FOREIGN KEY(client_id) REFERENCES client (id), 
	CONSTRAINT uq_account_login UNIQUE (login)
);
CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
INSERT INTO "alembic_version" VALUES('0003');
CREATE TABLE answer (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	client_id VARCHAR(8) NOT NULL, 
	day DATE NOT NULL, 
	instrument VARCHAR(32) NOT NULL, 
	answers JSON NOT NULL, 
	scores JSON NOT NULL, 
	CONSTRAINT fk_answer_client_id FOREIGN KEY(client_id) REFERENCES client (id)
);
INSERT INTO "answer" VALUES(1,'k7m3c','2026-03-02','nprs','{"now": 3}','{"nprs": 3.0}');
CREATE TABLE audit (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	at DATETIME NOT NULL, 
	action VARCHAR(32) NOT NULL, 
	about VARCHAR(8)
, who VARCHAR(8));
INSERT INTO "audit" VALUES(1,'2026-03-02 09:30:00.000000','add client','k7m3c',NULL);
INSERT INTO "audit" VALUES(2,'2026-03-02 09:30:00.000000','add entry','k7m3c',NULL);
INSERT INTO "audit" VALUES(3,'2026-03-02 09:30:00.000000','add result','k7m3c',NULL);
INSERT INTO "audit" VALUES(4,'2026-03-02 09:30:00.000000','add answer','k7m3c',NULL);
INSERT INTO "audit" VALUES(5,'2026-03-02 09:30:00.000000','new group','mctmr',NULL);
INSERT INTO "audit" VALUES(6,'2026-03-02 09:30:00.000000','join group','k7m3c',NULL);
CREATE TABLE body (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	client_id VARCHAR(8) NOT NULL, 
	day DATE NOT NULL, 
	mass FLOAT, 
	height FLOAT, 
	leg_length_left FLOAT, 
	leg_length_right FLOAT, 
	knee_width_left FLOAT, 
	knee_width_right FLOAT, 
	ankle_width_left FLOAT, 
	ankle_width_right FLOAT, 
	inter_asis FLOAT, 
	CONSTRAINT fk_body_client_id FOREIGN KEY(client_id) REFERENCES client (id)
);
INSERT INTO "body" VALUES(1,'k7m3c','2026-03-02',61.0,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
CREATE TABLE client (
	id VARCHAR(8) NOT NULL, 
	name TEXT, 
	born DATE, 
	adult BOOLEAN NOT NULL, 
	email TEXT, 
	phone TEXT, 
	added_on DATE NOT NULL, 
	keep_until DATE NOT NULL, 
	CONSTRAINT pk_client PRIMARY KEY (id)
);
INSERT INTO "client" VALUES('k7m3c','Ada',NULL,1,NULL,NULL,'2026-03-02','2028-03-01');
CREATE TABLE consent (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	client_id VARCHAR(8) NOT NULL, 
	switch VARCHAR(16) NOT NULL, 
	given BOOLEAN NOT NULL, 
	day DATE NOT NULL, 
	"by" VARCHAR(16), 
	CONSTRAINT fk_consent_client_id FOREIGN KEY(client_id) REFERENCES client (id)
);
INSERT INTO "consent" VALUES(1,'k7m3c','store',1,'2026-03-02','client');
INSERT INTO "consent" VALUES(2,'k7m3c','video',1,'2026-03-02','client');
INSERT INTO "consent" VALUES(3,'k7m3c','share',1,'2026-03-02','client');
INSERT INTO "consent" VALUES(4,'k7m3c','research',1,'2026-03-02','client');
CREATE TABLE document (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	client_id VARCHAR(8) NOT NULL, 
	result_id INTEGER, 
	kind VARCHAR(16) NOT NULL, 
	language VARCHAR(8) NOT NULL, 
	file VARCHAR(64) NOT NULL, 
	made DATETIME NOT NULL, person BOOLEAN DEFAULT 1 NOT NULL, 
	CONSTRAINT fk_document_client_id FOREIGN KEY(client_id) REFERENCES client (id), 
	CONSTRAINT fk_document_file FOREIGN KEY(file) REFERENCES file (hash), 
	CONSTRAINT fk_document_result_id FOREIGN KEY(result_id) REFERENCES result (id)
);
CREATE TABLE entry (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	client_id VARCHAR(8) NOT NULL, 
	day DATE NOT NULL, 
	kind VARCHAR(16) NOT NULL, 
	content JSON NOT NULL, 
	CONSTRAINT fk_entry_client_id FOREIGN KEY(client_id) REFERENCES client (id)
);
INSERT INTO "entry" VALUES(1,'k7m3c','2026-03-02','goal','{"able": 3, "date": "2026-03-02", "words": "lunges"}');
CREATE TABLE event (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	result_id INTEGER NOT NULL, 
	time FLOAT NOT NULL, 
	name VARCHAR(48) NOT NULL, 
	side VARCHAR(8) NOT NULL, 
	source TEXT NOT NULL, 
	CONSTRAINT fk_event_result_id FOREIGN KEY(result_id) REFERENCES result (id)
);
INSERT INTO "event" VALUES(1,1,1.25,'bottom','left','marker');
CREATE TABLE file (
	hash VARCHAR(64) NOT NULL, 
	size INTEGER NOT NULL, 
	ending VARCHAR(12) NOT NULL, 
	CONSTRAINT pk_file PRIMARY KEY (hash)
);
CREATE TABLE finding (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	result_id INTEGER NOT NULL, 
	position INTEGER NOT NULL, 
	content JSON NOT NULL, 
	CONSTRAINT fk_finding_result_id FOREIGN KEY(result_id) REFERENCES result (id)
);
INSERT INTO "finding" VALUES(1,1,1,'{"id": "drop"}');
CREATE TABLE group_member (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	group_id VARCHAR(8) NOT NULL, 
	client_id VARCHAR(8) NOT NULL, 
	day DATE NOT NULL, 
	CONSTRAINT fk_group_member_client_id FOREIGN KEY(client_id) REFERENCES client (id), 
	CONSTRAINT fk_group_member_group_id FOREIGN KEY(group_id) REFERENCES training_group (id), 
	CONSTRAINT uq_group_member_client_id UNIQUE (group_id, client_id)
);
INSERT INTO "group_member" VALUES(1,'mctmr','k7m3c','2026-03-02');
CREATE TABLE guardian (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	client_id VARCHAR(8) NOT NULL, 
	name TEXT NOT NULL, 
	contact TEXT, 
	added_on DATE NOT NULL, 
	CONSTRAINT fk_guardian_client_id FOREIGN KEY(client_id) REFERENCES client (id)
);
CREATE TABLE job (
	id VARCHAR(8) NOT NULL, 
	client_id VARCHAR(8) NOT NULL, 
	day DATE NOT NULL, 
	kind VARCHAR(16) NOT NULL, 
	asked JSON NOT NULL, 
	state VARCHAR(8) NOT NULL, 
	stage VARCHAR(32) NOT NULL, 
	share FLOAT NOT NULL, 
	tries INTEGER NOT NULL, 
	problem TEXT, 
	remedy TEXT, 
	result_id INTEGER, 
	made DATETIME NOT NULL, 
	changed DATETIME NOT NULL, 
	CONSTRAINT pk_job PRIMARY KEY (id), 
	CONSTRAINT fk_job_client_id FOREIGN KEY(client_id) REFERENCES client (id), 
	CONSTRAINT fk_job_result_id FOREIGN KEY(result_id) REFERENCES result (id)
);
CREATE TABLE mark (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	client_id VARCHAR(8) NOT NULL, 
	result_id INTEGER NOT NULL, 
	time FLOAT NOT NULL, 
	content JSON NOT NULL, 
	file VARCHAR(64), 
	who VARCHAR(8), 
	made DATETIME NOT NULL, 
	CONSTRAINT fk_mark_client_id FOREIGN KEY(client_id) REFERENCES client (id), 
	CONSTRAINT fk_mark_file FOREIGN KEY(file) REFERENCES file (hash), 
	CONSTRAINT fk_mark_result_id FOREIGN KEY(result_id) REFERENCES result (id)
);
CREATE TABLE measure (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	result_id INTEGER NOT NULL, 
	name VARCHAR(96) NOT NULL, 
	side VARCHAR(8) NOT NULL, 
	repetition INTEGER, 
	value FLOAT, 
	unit VARCHAR(24) NOT NULL, 
	sd FLOAT, 
	n INTEGER NOT NULL, 
	sem FLOAT, 
	ci_low FLOAT, 
	ci_high FLOAT, 
	tier VARCHAR(8) NOT NULL, 
	reference TEXT NOT NULL, 
	flags JSON NOT NULL, 
	method TEXT NOT NULL, 
	CONSTRAINT fk_measure_result_id FOREIGN KEY(result_id) REFERENCES result (id)
);
INSERT INTO "measure" VALUES(1,1,'pelvic_drop','left',NULL,0.1,'rad',0.01,3,0.02,NULL,NULL,'lab','','["depth-not-reached"]','ISB');
INSERT INTO "measure" VALUES(2,1,'pelvic_drop','left',1,0.12,'rad',NULL,1,NULL,NULL,NULL,'lab','','[]','');
INSERT INTO "measure" VALUES(3,1,'knee_flexion','left',NULL,NULL,'rad',NULL,1,NULL,NULL,NULL,'lab','','[]','');
CREATE TABLE recording (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	client_id VARCHAR(8) NOT NULL, 
	visit_id INTEGER NOT NULL, 
	role VARCHAR(16) NOT NULL, 
	format VARCHAR(12) NOT NULL, 
	kept VARCHAR(8) NOT NULL, 
	source_hash VARCHAR(64) NOT NULL, 
	file VARCHAR(64), 
	CONSTRAINT fk_recording_client_id FOREIGN KEY(client_id) REFERENCES client (id), 
	CONSTRAINT fk_recording_file FOREIGN KEY(file) REFERENCES file (hash), 
	CONSTRAINT fk_recording_visit_id FOREIGN KEY(visit_id) REFERENCES visit (id)
);
CREATE TABLE result (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	client_id VARCHAR(8) NOT NULL, 
	visit_id INTEGER NOT NULL, 
	recording_id INTEGER, 
	task VARCHAR(32) NOT NULL, 
	tier VARCHAR(8) NOT NULL, 
	version VARCHAR(32) NOT NULL, 
	provenance JSON NOT NULL, 
	movement JSON NOT NULL, 
	issues JSON NOT NULL, 
	curves VARCHAR(64), 
	CONSTRAINT fk_result_client_id FOREIGN KEY(client_id) REFERENCES client (id), 
	CONSTRAINT fk_result_curves FOREIGN KEY(curves) REFERENCES file (hash), 
	CONSTRAINT fk_result_recording_id FOREIGN KEY(recording_id) REFERENCES recording (id), 
	CONSTRAINT fk_result_visit_id FOREIGN KEY(visit_id) REFERENCES visit (id)
);
INSERT INTO "result" VALUES(1,'k7m3c',1,NULL,'single_leg_squat','lab','0.1.0','{"inputs": [{"format": "c3d", "role": "trial", "sha256": "abababababababababababababababababababababababababababababababab"}], "options": {"task": "auto"}, "settings": {"smoothing": {"cutoff": 6.0}}}','{"confidence": 1.0, "how": "given", "quiet": null, "repetitions": [{"complete": true, "end": 2.0, "events": {}, "number": 1, "phases": [], "side": "left", "start": 0.5}]}','[{"end": null, "kind": "gap", "severity": "note", "start": null, "unit": null, "value": null, "what": "A gap of 0.1 s.", "where": "LASI"}]',NULL);
CREATE TABLE sign_in (
	token VARCHAR(64) NOT NULL, 
	account_id VARCHAR(8) NOT NULL, 
	began DATETIME NOT NULL, 
	seen DATETIME NOT NULL, 
	ends DATETIME NOT NULL, 
	CONSTRAINT pk_sign_in PRIMARY KEY (token), 
	CONSTRAINT fk_sign_in_account_id FOREIGN KEY(account_id) REFERENCES account (id)
);
CREATE TABLE state (
	name VARCHAR(32) NOT NULL, 
	value TEXT NOT NULL, 
	CONSTRAINT pk_state PRIMARY KEY (name)
);
CREATE TABLE training_group (
	id VARCHAR(8) NOT NULL, 
	name TEXT NOT NULL, 
	starts_on DATE NOT NULL, 
	weeks INTEGER NOT NULL, 
	CONSTRAINT pk_training_group PRIMARY KEY (id)
);
INSERT INTO "training_group" VALUES('mctmr','Tuesday','2026-03-02',12);
CREATE TABLE upload (
	id VARCHAR(32) NOT NULL, 
	client_id VARCHAR(8) NOT NULL, 
	job_id VARCHAR(8), 
	role VARCHAR(16) NOT NULL, 
	name TEXT NOT NULL, 
	size BIGINT NOT NULL, 
	sha256 VARCHAR(64) NOT NULL, 
	received BIGINT NOT NULL, 
	made DATETIME NOT NULL, 
	CONSTRAINT pk_upload PRIMARY KEY (id), 
	CONSTRAINT fk_upload_client_id FOREIGN KEY(client_id) REFERENCES client (id), 
	CONSTRAINT fk_upload_job_id FOREIGN KEY(job_id) REFERENCES job (id)
);
CREATE TABLE visit (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	client_id VARCHAR(8) NOT NULL, 
	day DATE NOT NULL, 
	CONSTRAINT fk_visit_client_id FOREIGN KEY(client_id) REFERENCES client (id), 
	CONSTRAINT uq_visit_client_id_day UNIQUE (client_id, day)
);
INSERT INTO "visit" VALUES(1,'k7m3c','2026-03-02');
CREATE INDEX ix_audit_about ON audit (about);
CREATE INDEX ix_answer_client_id ON answer (client_id);
CREATE INDEX ix_body_client_id ON body (client_id);
CREATE INDEX ix_consent_client_id ON consent (client_id);
CREATE INDEX ix_entry_client_id ON entry (client_id);
CREATE INDEX ix_group_member_client_id ON group_member (client_id);
CREATE INDEX ix_group_member_group_id ON group_member (group_id);
CREATE INDEX ix_guardian_client_id ON guardian (client_id);
CREATE INDEX ix_visit_client_id ON visit (client_id);
CREATE INDEX ix_recording_client_id ON recording (client_id);
CREATE INDEX ix_recording_file ON recording (file);
CREATE INDEX ix_recording_visit_id ON recording (visit_id);
CREATE INDEX ix_result_client_id ON result (client_id);
CREATE INDEX ix_result_curves ON result (curves);
CREATE INDEX ix_result_recording_id ON result (recording_id);
CREATE INDEX ix_result_visit_id ON result (visit_id);
CREATE INDEX ix_event_result_id ON event (result_id);
CREATE INDEX ix_finding_result_id ON finding (result_id);
CREATE INDEX ix_measure_result_id ON measure (result_id);
CREATE INDEX ix_account_client_id ON account (client_id);
CREATE INDEX ix_sign_in_account_id ON sign_in (account_id);
CREATE INDEX ix_document_client_id ON document (client_id);
CREATE INDEX ix_document_file ON document (file);
CREATE INDEX ix_document_result_id ON document (result_id);
CREATE INDEX ix_job_client_id ON job (client_id);
CREATE INDEX ix_job_result_id ON job (result_id);
CREATE INDEX ix_mark_client_id ON mark (client_id);
CREATE INDEX ix_mark_file ON mark (file);
CREATE INDEX ix_mark_result_id ON mark (result_id);
CREATE INDEX ix_upload_client_id ON upload (client_id);
CREATE INDEX ix_upload_job_id ON upload (job_id);
COMMIT;
