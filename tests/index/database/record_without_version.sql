BEGIN TRANSACTION;
CREATE TABLE answers (
    row INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, conversation TEXT NOT NULL, user TEXT NOT NULL,
    given TEXT NOT NULL, status TEXT NOT NULL, answer TEXT NOT NULL);
INSERT INTO "answers" VALUES(1,'47b6dcac7c5b4f46ba099f3e41e30623','73bfd45c5a3a62911024a24c6ad1c9b5','lan','2026-11-28T01:20:34.898927+00:00','answered','{"asked":{"id":"47b6dcac7c5b4f46ba099f3e41e30623","question":"Năm 2024 Sở Nội vụ tinh giản bao nhiêu biên chế?","searched_as":"Năm 2024 Sở Nội vụ tinh giản bao nhiêu biên chế?","language":"vi","explicit":{"years":[],"agencies":[],"kinds":[],"reports":[],"collections":null,"in_force":false,"ignore":[],"as_typed":false},"inferred":{"years":[2024],"period":null,"aspect":null,"agencies":["Sở Nội vụ tỉnh Lam Giang"],"kinds":[],"numbers":[],"hard":["years"]},"expansions":[{"term":"Sở Nội vụ","other":"Sở Lao động - Thương binh và Xã hội","kind":"renamed"}],"searched":{"reports":1,"passages":3},"confidence":0.036389718717238215},"statements":[{"text":"Năm 2024, Sở Nội vụ đã tinh giản 35 biên chế và tổ chức 4 lớp bồi dưỡng cho 210 cán bộ.","markers":[1],"support":1.0,"lead":"Theo Báo cáo số 12/BC-SNV ngày 27/12/2024 của Sở Nội vụ tỉnh Lam Giang, mục I (KẾT QUẢ):","marks":[[33,35]]}],"citations":[{"marker":1,"report_id":"3d63420cfb58c5e9","title":"Kết quả công tác năm 2024","kind":"báo cáo","number":"12/BC-SNV","agency":"Sở Nội vụ tỉnh Lam Giang","issued":"2024-12-27","years":[2024],"aspect":"result","pages":[],"page_numbers":[1],"path":"I. KẾT QUẢ","confidence":null,"quote":"Năm 2024, Sở Nội vụ đã tinh giản 35 biên chế và tổ chức 4 lớp bồi dưỡng cho 210 cán bộ.","start":121,"end":208,"url":"/reports/3d63420cfb58c5e9?start=121&end=208#passage","notices":[]}],"timings":{"search":70.90131800009658,"answer":72.75464200006354},"notes":[],"dropped":[],"table":null}');
INSERT INTO "answers" VALUES(2,'759f83e43b4b4755915018ac40dd6127','73bfd45c5a3a62911024a24c6ad1c9b5','lan','2026-11-28T01:20:34.932816+00:00','answered','{"asked":{"id":"759f83e43b4b4755915018ac40dd6127","question":"còn năm 2025?","searched_as":"Năm 2025 Sở Nội vụ tinh giản bao nhiêu biên chế?","language":"vi","explicit":{"years":[],"agencies":[],"kinds":[],"reports":[],"collections":null,"in_force":false,"ignore":[],"as_typed":false},"inferred":{"years":[2025],"period":null,"aspect":null,"agencies":["Sở Nội vụ tỉnh Lam Giang"],"kinds":[],"numbers":[],"hard":["years"]},"expansions":[{"term":"Sở Nội vụ","other":"Sở Lao động - Thương binh và Xã hội","kind":"renamed"}],"searched":{"reports":1,"passages":3},"confidence":0.0025488391373034345},"statements":[{"text":"Năm 2025, Sở Nội vụ chủ trì phương án hợp nhất các sở, trình Ủy ban nhân dân tỉnh trước ngày 20 tháng 01 năm 2025. Thay thế Quyết định số 57/QĐ-UBND.","markers":[1],"support":1.0,"lead":"Theo Báo cáo số 12/BC-SNV ngày 27/12/2024 của Sở Nội vụ tỉnh Lam Giang, mục II (NHIỆM VỤ NĂM 2025):","marks":[]}],"citations":[{"marker":1,"report_id":"3d63420cfb58c5e9","title":"Kết quả công tác năm 2024","kind":"báo cáo","number":"12/BC-SNV","agency":"Sở Nội vụ tỉnh Lam Giang","issued":"2024-12-27","years":[2025],"aspect":"plan","pages":[],"page_numbers":[1],"path":"II. NHIỆM VỤ NĂM 2025","confidence":null,"quote":"Năm 2025, Sở Nội vụ chủ trì phương án hợp nhất các sở, trình Ủy ban nhân dân tỉnh trước ngày 20 tháng 01 năm 2025. Thay thế Quyết định số 57/QĐ-UBND.","start":231,"end":380,"url":"/reports/3d63420cfb58c5e9?start=231&end=380#passage","notices":[]}],"timings":{"search":18.33552699986285,"answer":23.425398999961544},"notes":[],"dropped":[],"table":null}');
CREATE TABLE bigrams (
    collection TEXT, folded_first TEXT, folded TEXT, first TEXT, word TEXT, count INTEGER NOT NULL,
    PRIMARY KEY (collection, folded_first, folded, first, word)) WITHOUT ROWID;
INSERT INTO "bigrams" VALUES('default','','an','','án',1);
INSERT INTO "bigrams" VALUES('default','','ban','','ban',1);
INSERT INTO "bigrams" VALUES('default','','bao','','báo',1);
INSERT INTO "bigrams" VALUES('default','','bien','','biên',1);
INSERT INTO "bigrams" VALUES('default','','bo','','bộ',1);
INSERT INTO "bigrams" VALUES('default','','boi','','bồi',1);
INSERT INTO "bigrams" VALUES('default','','cac','','các',1);
INSERT INTO "bigrams" VALUES('default','','can','','cán',1);
INSERT INTO "bigrams" VALUES('default','','cao','','cáo',1);
INSERT INTO "bigrams" VALUES('default','','che','','chế',1);
INSERT INTO "bigrams" VALUES('default','','cho','','cho',1);
INSERT INTO "bigrams" VALUES('default','','chu','','chủ',1);
INSERT INTO "bigrams" VALUES('default','','chuc','','chức',1);
INSERT INTO "bigrams" VALUES('default','','cong','','công',1);
INSERT INTO "bigrams" VALUES('default','','da','','đã',1);
INSERT INTO "bigrams" VALUES('default','','dan','','dân',1);
INSERT INTO "bigrams" VALUES('default','','dinh','','định',1);
INSERT INTO "bigrams" VALUES('default','','duong','','dưỡng',1);
INSERT INTO "bigrams" VALUES('default','','gian','','giản',1);
INSERT INTO "bigrams" VALUES('default','','hop','','hợp',1);
INSERT INTO "bigrams" VALUES('default','','i','','i',1);
INSERT INTO "bigrams" VALUES('default','','ii','','ii',1);
INSERT INTO "bigrams" VALUES('default','','ket','','kết',2);
INSERT INTO "bigrams" VALUES('default','','lop','','lớp',1);
INSERT INTO "bigrams" VALUES('default','','nam','','năm',5);
INSERT INTO "bigrams" VALUES('default','','ngay','','ngày',1);
INSERT INTO "bigrams" VALUES('default','','nhan','','nhân',1);
INSERT INTO "bigrams" VALUES('default','','nhat','','nhất',1);
INSERT INTO "bigrams" VALUES('default','','nhiem','','nhiệm',1);
INSERT INTO "bigrams" VALUES('default','','noi','','nội',2);
INSERT INTO "bigrams" VALUES('default','','phuong','','phương',1);
INSERT INTO "bigrams" VALUES('default','','qd','','qđ',1);
INSERT INTO "bigrams" VALUES('default','','qua','','quả',2);
INSERT INTO "bigrams" VALUES('default','','quyet','','quyết',1);
INSERT INTO "bigrams" VALUES('default','','so','','số',1);
INSERT INTO "bigrams" VALUES('default','','so','','sở',3);
INSERT INTO "bigrams" VALUES('default','','tac','','tác',1);
INSERT INTO "bigrams" VALUES('default','','thang','','tháng',1);
INSERT INTO "bigrams" VALUES('default','','thay','','thay',1);
INSERT INTO "bigrams" VALUES('default','','the','','thế',1);
INSERT INTO "bigrams" VALUES('default','','tinh','','tinh',1);
INSERT INTO "bigrams" VALUES('default','','tinh','','tỉnh',1);
INSERT INTO "bigrams" VALUES('default','','to','','tổ',1);
INSERT INTO "bigrams" VALUES('default','','tri','','trì',1);
INSERT INTO "bigrams" VALUES('default','','trinh','','trình',1);
INSERT INTO "bigrams" VALUES('default','','truoc','','trước',1);
INSERT INTO "bigrams" VALUES('default','','ubnd','','ubnd',1);
INSERT INTO "bigrams" VALUES('default','','uy','','ủy',1);
INSERT INTO "bigrams" VALUES('default','','va','','và',1);
INSERT INTO "bigrams" VALUES('default','','vu','','vụ',3);
INSERT INTO "bigrams" VALUES('default','an','hop','án','hợp',1);
INSERT INTO "bigrams" VALUES('default','ban','nhan','ban','nhân',1);
INSERT INTO "bigrams" VALUES('default','bao','cao','báo','cáo',1);
INSERT INTO "bigrams" VALUES('default','bien','che','biên','chế',1);
INSERT INTO "bigrams" VALUES('default','boi','duong','bồi','dưỡng',1);
INSERT INTO "bigrams" VALUES('default','cac','so','các','sở',1);
INSERT INTO "bigrams" VALUES('default','can','bo','cán','bộ',1);
INSERT INTO "bigrams" VALUES('default','che','va','chế','và',1);
INSERT INTO "bigrams" VALUES('default','chu','tri','chủ','trì',1);
INSERT INTO "bigrams" VALUES('default','cong','tac','công','tác',1);
INSERT INTO "bigrams" VALUES('default','da','tinh','đã','tinh',1);
INSERT INTO "bigrams" VALUES('default','dan','tinh','dân','tỉnh',1);
INSERT INTO "bigrams" VALUES('default','dinh','so','định','số',1);
INSERT INTO "bigrams" VALUES('default','duong','cho','dưỡng','cho',1);
INSERT INTO "bigrams" VALUES('default','hop','nhat','hợp','nhất',1);
INSERT INTO "bigrams" VALUES('default','ket','qua','kết','quả',2);
INSERT INTO "bigrams" VALUES('default','lop','boi','lớp','bồi',1);
INSERT INTO "bigrams" VALUES('default','nhan','dan','nhân','dân',1);
INSERT INTO "bigrams" VALUES('default','nhat','cac','nhất','các',1);
INSERT INTO "bigrams" VALUES('default','nhiem','vu','nhiệm','vụ',1);
INSERT INTO "bigrams" VALUES('default','noi','vu','nội','vụ',2);
INSERT INTO "bigrams" VALUES('default','phuong','an','phương','án',1);
INSERT INTO "bigrams" VALUES('default','qua','cong','quả','công',1);
INSERT INTO "bigrams" VALUES('default','quyet','dinh','quyết','định',1);
INSERT INTO "bigrams" VALUES('default','so','noi','sở','nội',2);
INSERT INTO "bigrams" VALUES('default','tac','nam','tác','năm',1);
INSERT INTO "bigrams" VALUES('default','thay','the','thay','thế',1);
INSERT INTO "bigrams" VALUES('default','the','quyet','thế','quyết',1);
INSERT INTO "bigrams" VALUES('default','tinh','gian','tinh','giản',1);
INSERT INTO "bigrams" VALUES('default','tinh','truoc','tỉnh','trước',1);
INSERT INTO "bigrams" VALUES('default','to','chuc','tổ','chức',1);
INSERT INTO "bigrams" VALUES('default','tri','phuong','trì','phương',1);
INSERT INTO "bigrams" VALUES('default','trinh','uy','trình','ủy',1);
INSERT INTO "bigrams" VALUES('default','truoc','ngay','trước','ngày',1);
INSERT INTO "bigrams" VALUES('default','uy','ban','ủy','ban',1);
INSERT INTO "bigrams" VALUES('default','va','to','và','tổ',1);
INSERT INTO "bigrams" VALUES('default','vu','chu','vụ','chủ',1);
INSERT INTO "bigrams" VALUES('default','vu','da','vụ','đã',1);
INSERT INTO "bigrams" VALUES('default','vu','nam','vụ','năm',1);
CREATE TABLE chunks (
    row INTEGER PRIMARY KEY AUTOINCREMENT, report_id TEXT NOT NULL, collection TEXT NOT NULL,
    start INTEGER NOT NULL, "end" INTEGER NOT NULL, text TEXT NOT NULL, pages TEXT NOT NULL, path TEXT NOT NULL,
    years TEXT NOT NULL, aspect TEXT, searchable INTEGER NOT NULL, key TEXT NOT NULL);
INSERT INTO "chunks" VALUES(6,'3d63420cfb58c5e9','default',0,76,'SỞ NỘI VỤ TỈNH LAM GIANG
Số: 12/BC-SNV
Lam Giang, ngày 27 tháng 12 năm 2024
','[1]','','[2024]','result',0,'2fe34664acef06dd9a75acc32120f455');
INSERT INTO "chunks" VALUES(7,'3d63420cfb58c5e9','default',76,110,'BÁO CÁO
Kết quả công tác năm 2024
','[1]','','[2024]','result',1,'f9527bf926473efc03bdb5a5780d6965');
INSERT INTO "chunks" VALUES(8,'3d63420cfb58c5e9','default',110,209,'I. KẾT QUẢ
Năm 2024, Sở Nội vụ đã tinh giản 35 biên chế và tổ chức 4 lớp bồi dưỡng cho 210 cán bộ.
','[1]','I. KẾT QUẢ','[2024]','result',1,'736e227b4e187b4282479a8a995b79ae');
INSERT INTO "chunks" VALUES(9,'3d63420cfb58c5e9','default',209,381,'II. NHIỆM VỤ NĂM 2025
Năm 2025, Sở Nội vụ chủ trì phương án hợp nhất các sở, trình Ủy ban nhân dân tỉnh trước ngày 20 tháng 01 năm 2025. Thay thế Quyết định số 57/QĐ-UBND.
','[1]','II. NHIỆM VỤ NĂM 2025','[2025]','plan',1,'c1f7c97a14a7cf70bcf80c5ee293bc7b');
INSERT INTO "chunks" VALUES(10,'3d63420cfb58c5e9','default',381,424,'Nơi nhận:
- Lưu: VT.
GIÁM ĐỐC
Trần Văn Minh','[1]','','[2024]','result',0,'1f19419958a83b6d285f5c925e9ba96e');
CREATE TABLE conversations (id TEXT PRIMARY KEY, used TEXT NOT NULL) WITHOUT ROWID;
INSERT INTO "conversations" VALUES('73bfd45c5a3a62911024a24c6ad1c9b5','2026-11-28T01:20:34.932654+00:00');
CREATE TABLE corrections (
    report_id TEXT PRIMARY KEY, cells TEXT NOT NULL, before TEXT NOT NULL, by TEXT NOT NULL, given TEXT NOT NULL);
INSERT INTO "corrections" VALUES('3d63420cfb58c5e9','{"place": "Lam Giang mới"}','{"number":"12/BC-SNV","kind":"báo cáo","title":"Kết quả công tác năm 2024","agency":"Sở Nội vụ tỉnh Lam Giang","place":"Lam Giang","issued":"2024-12-27","effective":null,"years":[2024],"signer":"Trần Văn Minh","relations":[]}','minh','2026-11-28T01:20:34.933983+00:00');
CREATE TABLE feedback (
    answer_id TEXT PRIMARY KEY, verdict TEXT NOT NULL, reasons TEXT NOT NULL, comment TEXT NOT NULL, given TEXT NOT NULL);
INSERT INTO "feedback" VALUES('47b6dcac7c5b4f46ba099f3e41e30623','up','["other"]','đúng','2026-11-28T01:20:34Z');
CREATE TABLE files (
    path TEXT, collection TEXT, size INTEGER NOT NULL, mtime_ns INTEGER NOT NULL, sha256 TEXT NOT NULL,
    report_id TEXT, failure TEXT, recipe TEXT NOT NULL, PRIMARY KEY (path, collection));
INSERT INTO "files" VALUES('/srv/bao-cao/bc.txt','default',543,1795828833700364311,'8e9c835a8175a11bef898f5f0140da53551eb3f43cf0599f5b7f91713ab36e02','3d63420cfb58c5e9',NULL,'2~7d9fc63b3ec242d5');
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL);
INSERT INTO "meta" VALUES('identity','{"encoder": "hash", "recipe": "3"}');
INSERT INTO "meta" VALUES('back_end','hash');
INSERT INTO "meta" VALUES('revision','f3a9fd9659b1a94a');
INSERT INTO "meta" VALUES('changed','2026-11-28T01:20:35+00:00');
CREATE TABLE places (report_id TEXT PRIMARY KEY, packed BLOB NOT NULL);
CREATE TABLE removals (report_id TEXT PRIMARY KEY);
CREATE TABLE reports (
    id TEXT PRIMARY KEY, collection TEXT NOT NULL, ready INTEGER NOT NULL, identity TEXT NOT NULL,
    structure TEXT NOT NULL, text TEXT NOT NULL, agency TEXT NOT NULL, kind TEXT NOT NULL, number TEXT);
INSERT INTO "reports" VALUES('3d63420cfb58c5e9','default',1,'{"id": "3d63420cfb58c5e9", "collection": "default", "title": "K\u1ebft qu\u1ea3 c\u00f4ng t\u00e1c n\u0103m 2024", "kind": "b\u00e1o c\u00e1o", "number": "12/BC-SNV", "agency": "S\u1edf N\u1ed9i v\u1ee5 t\u1ec9nh Lam Giang", "place": "Lam Giang m\u1edbi", "issued": "2024-12-27", "effective": null, "years": [2024], "signer": "Tr\u1ea7n V\u0103n Minh", "source": "/srv/bao-cao/bc.txt", "sha256": "8e9c835a8175a11bef898f5f0140da53551eb3f43cf0599f5b7f91713ab36e02", "language": "vi"}','{"pages": [{"label": "", "number": 1, "start": 0, "end": 424, "confidence": null}], "sections": [{"level": 0, "heading": "", "start": 0, "end": 424, "path": "", "unit": null}, {"level": 1, "heading": "I. K\u1ebeT QU\u1ea2", "start": 110, "end": 208, "path": "I. K\u1ebeT QU\u1ea2", "unit": "heading"}, {"level": 1, "heading": "II. NHI\u1ec6M V\u1ee4 N\u0102M 2025", "start": 209, "end": 380, "path": "II. NHI\u1ec6M V\u1ee4 N\u0102M 2025", "unit": "heading"}], "relations": [], "warnings": []}','SỞ NỘI VỤ TỈNH LAM GIANG
Số: 12/BC-SNV
Lam Giang, ngày 27 tháng 12 năm 2024
BÁO CÁO
Kết quả công tác năm 2024
I. KẾT QUẢ
Năm 2024, Sở Nội vụ đã tinh giản 35 biên chế và tổ chức 4 lớp bồi dưỡng cho 210 cán bộ.
II. NHIỆM VỤ NĂM 2025
Năm 2025, Sở Nội vụ chủ trì phương án hợp nhất các sở, trình Ủy ban nhân dân tỉnh trước ngày 20 tháng 01 năm 2025. Thay thế Quyết định số 57/QĐ-UBND.
Nơi nhận:
- Lưu: VT.
GIÁM ĐỐC
Trần Văn Minh','so noi vu tinh lam giang','bao cao','12/BC-SNV');
CREATE TABLE roots (path TEXT, collection TEXT, PRIMARY KEY (path, collection));
INSERT INTO "roots" VALUES('/srv/bao-cao','default');
CREATE TABLE short_forms (
    report_id TEXT, short TEXT, long TEXT, collection TEXT NOT NULL, count INTEGER NOT NULL,
    PRIMARY KEY (report_id, short, long)) WITHOUT ROWID;
CREATE TABLE token_codes (
    encoder TEXT, key TEXT, codes BLOB NOT NULL, PRIMARY KEY (encoder, key)) WITHOUT ROWID;
INSERT INTO "token_codes" VALUES('hash','736e227b4e187b4282479a8a995b79ae',X'');
INSERT INTO "token_codes" VALUES('hash','c1f7c97a14a7cf70bcf80c5ee293bc7b',X'');
INSERT INTO "token_codes" VALUES('hash','f9527bf926473efc03bdb5a5780d6965',X'');
CREATE TABLE turns (row INTEGER PRIMARY KEY AUTOINCREMENT, conversation TEXT NOT NULL, turn TEXT NOT NULL);
INSERT INTO "turns" VALUES(1,'73bfd45c5a3a62911024a24c6ad1c9b5','{"question":"Năm 2024 Sở Nội vụ tinh giản bao nhiêu biên chế?","stand_alone":"Năm 2024 Sở Nội vụ tinh giản bao nhiêu biên chế?","language":"vi","wanted":{"years":[2024],"period":null,"aspect":null,"agencies":["Sở Nội vụ tỉnh Lam Giang"],"kinds":[],"numbers":[],"hard":["years"]},"points":[{"number":1,"span":{"report_id":"3d63420cfb58c5e9","start":121,"end":208},"kind":"báo cáo","document_number":"12/BC-SNV","title":"Kết quả công tác năm 2024","agency":"Sở Nội vụ tỉnh Lam Giang","path":"I. KẾT QUẢ"}],"elaborated":null}');
INSERT INTO "turns" VALUES(2,'73bfd45c5a3a62911024a24c6ad1c9b5','{"question":"còn năm 2025?","stand_alone":"Năm 2025 Sở Nội vụ tinh giản bao nhiêu biên chế?","language":"vi","wanted":{"years":[2025],"period":null,"aspect":null,"agencies":["Sở Nội vụ tỉnh Lam Giang"],"kinds":[],"numbers":[],"hard":["years"]},"points":[{"number":1,"span":{"report_id":"3d63420cfb58c5e9","start":231,"end":380},"kind":"báo cáo","document_number":"12/BC-SNV","title":"Kết quả công tác năm 2024","agency":"Sở Nội vụ tỉnh Lam Giang","path":"II. NHIỆM VỤ NĂM 2025"}],"elaborated":null}');
CREATE TABLE vectors (
    encoder TEXT, key TEXT, passage BLOB NOT NULL, sentences BLOB NOT NULL, PRIMARY KEY (encoder, key));
INSERT INTO "vectors" VALUES('hash','f9527bf926473efc03bdb5a5780d6965',X'1A4C31391A4C31391A4C31391A4C31391A4C31391A4C3139280EADBE1A4C31391A4C31391A4C31391A4C31391A4C3139280EADBE1A4C31391A4C31391A4C31391A4C31391A4C31391A4C31391A4C31391A4C31391A4C31391A4C3139280EADBE280EADBE384E3139FEF72CBE1A4C31391A4C31391A4C31391A4C3139A4502D3E1A4C31391A4C31391A4C31391A4C31391A4C31391A4C31391A4C31391A4C31391A4C31397A3AAD3E1A4C3139280EADBE1A4C31391A4C31391A4C31391A4C31391A4C3139A4502D3E1A4C31391A4C31391A4C31391A4C31391A4C31391A4C31391A4C31391A4C31391A4C3139280EADBE1A4C31391A4C31391A4C3139280EADBE',X'BA10BA10BA10BA10BA10BA10BA10BA10BA10BA10BA10BA10BA10BA10BA10BA10BA10BA10BA10BA10BA10BA10BA10BA10BA109E389E38BA10BA10BA10BA10BA10BA10BA10BA10BA10BA10BA10BA10BA10BA10BA10BA10BA10BA10BA10BA10BA10BA109E38BA10BA10BA10BA10BA10BA10BA10BA10BA10BA10BA10BA10BA10BA10770D770D770D770D770D770D55B5770D770D770D770D770D55B5770D770D770D770D770D770D770D770D770D770D55B555B5770D55B5770D770D770D770D770D770D770D770D770D770D770D770D770D770D5835770D55B5770D770D770D770D770D770D770D770D770D770D770D770D770D770D770D55B5770D770D770D55B5');
INSERT INTO "vectors" VALUES('hash','736e227b4e187b4282479a8a995b79ae',X'D384E338D384E338D384E338D5F6DDBD9768DE3DD384E33846135EBED384E3389768DE3DD384E338D384E3389768DE3D9095A6BE9768DE3DD384E338264C5E3ED384E338D384E338D5F6DDBD9768DE3DD384E33846135EBED5F6DDBD1384E338D5F6DDBD1384E33846135EBE9768DE3DD384E338D5F6DDBDD5F6DDBDD384E338264C5E3E8B87E3389768DE3DD384E338D5F6DDBD9768DE3DD384E338D5F6DDBDD5F6DDBD264C5E3ED5F6DDBDD5F6DDBD46135EBED384E338D384E338D384E338D384E338D5F6DDBDD5F6DDBDD384E338D5F6DDBD9768DE3DD384E338D5F6DDBDD5F6DDBDD5F6DDBDD5F6DDBD9095A6BE9768DE3DD5F6DDBD9768DE3D9095A6BE',X'550F550F550F550F550F550F550F550F550F550F550F550F27B7550F550F2B37550F550F550F550F550F27B7550F550F550F550F27B7550F550F550F550F550F550F550F550F550F550F550F550F550F550F550F550F550F550F550F550F550F550F550F550F550F550F550F550F550F550F550F550F550F550F550F550F27B71E091E091E09FEB001311E09FEB01E0901311E091E0901311E0901311E091E091E091E091E0901311E091E09FEB001311E091E09013101311E09FEB0FEB01E0900351E0901311E09FEB001311E09FEB01E090131FEB01E09FFB41E091E091E091E09FEB0FEB01E09FEB001311E09FEB01E09FEB0FEB0FFB40131FEB001311E09');
INSERT INTO "vectors" VALUES('hash','c1f7c97a14a7cf70bcf80c5ee293bc7b',X'0D140E3EFD14553E3B268E3D86DD8DBD3B268E3D86DD8DBD92BD1FBF5F6A91385F6A91385F6A9138E46991385F6A91383A268E3D0D140E3E3B268E3D3B268E3D5F6A91385F6A91381C6C91383B268E3D1C6C91385F6A91383B268E3DCAF88DBE3A268E3D3B268E3DB3EF0DBE5F6A913886DD8DBD5F6A91385F6A9138A3F054BEFD14553E1C6C91380D140E3EE469913886DD8DBDB3EF0DBE5F6A91383B268E3D3B268E3D6F8BB13E86DD8DBDA3F054BE5F6A91383B268E3D85DD8DBD86DD8DBD3B268E3D5F6A913886DD8DBD5F6A9138B3EF0DBE5F6A91385F6A91383B268E3D86DD8DBD5F6A91385F6A913886DD8DBD5F6A913886DD8DBDE469913886DD8DBD',X'D434F10CF10CF10CF10CF10CD2B8F10CF10CF10CF10CF10CD434F10CF10CF10CF10CF10CF10CF10CF10CF10CF10CD2B4F10CF10CF10CF10CF10CF10CF10CD2B4F10CF10CD434F10CF10CF10CF10CF10CF10CD434F10CD2B4F10CF10CF10CF10CF10CF10CF10CF10CF10CF10CF10CF10CF10CF10CF10CF10CF10CF10CF10CF10C97087C307C307AB07C307AB0B8B6970897089708970897087AB07C307C307C309708970897087C30970897087C3097087C347C307AB097089708970897087AB07C349708970897087AB07BB497087C3097087C347AB0970897087C3097089708970897087AB097087BB4970897087C30970897089708970897087AB07AB097082E0D2E0D2E0D2E0D2E0D2E0D2E0D2E0D2E0D2E0D2E0D2E0D2E0D11352E0D2E0D2E0D2E0D2E0D2E0D2E0D2E0D2E0D0EB52E0D2E0D2E0D2E0D0EB52E0D2E0D2E0D11352E0D2E0D2E0D2E0D2E0D2E0D2E0D11352E0D2E0D2E0D2E0D2E0D0EB50EB511352E0D2E0D2E0D2E0D2E0D2E0D2E0D0EB52E0D2E0D2E0D2E0D2E0D11352E0D');
CREATE INDEX files_by_report ON files (report_id);
CREATE INDEX reports_by_collection ON reports (ready, collection);
CREATE INDEX chunks_by_report ON chunks (report_id, start);
CREATE INDEX chunks_by_key ON chunks (key);
CREATE INDEX answers_by_conversation ON answers (conversation, row);
CREATE INDEX answers_by_user ON answers (user, row);
CREATE INDEX turns_by_conversation ON turns (conversation, row);
DELETE FROM "sqlite_sequence";
INSERT INTO "sqlite_sequence" VALUES('chunks',10);
INSERT INTO "sqlite_sequence" VALUES('turns',2);
INSERT INTO "sqlite_sequence" VALUES('answers',2);
COMMIT;
