-- Reference rows with the ids that the published client counts on, and their sequences from 1000 on.
-- SPDX-License-Identifier: Apache-2.0

-- ON CONFLICT without a target: a taken id and a taken name both leave the existing row as it is.
INSERT INTO category (id, name, image)
SELECT id, name, 'static/category-' || id || '.png'
FROM (VALUES
    (1, 'Adventure'), (2, 'Detective'), (3, 'History'), (4, 'Culture'), (5, 'Sport'), (6, 'Education'),
    (7, 'Entertainment'), (8, 'Business'), (9, 'Travel'), (10, 'Technology'), (11, 'Nature'), (12, 'Social')
) AS seed (id, name)
ON CONFLICT DO NOTHING;

INSERT INTO vehicle (id, name)
VALUES
    (1, 'On foot'), (2, 'Bicycle'), (3, 'Car'), (4, 'Public Transport'), (5, 'Motorcycle'), (6, 'Scooter'),
    (7, 'Boat'), (8, 'Train'), (9, 'Bus'), (10, 'Metro')
ON CONFLICT DO NOTHING;

INSERT INTO place (id, name)
VALUES
    (1, 'Downtown LA'), (2, 'Hollywood'), (3, 'Venice Beach'), (4, 'Griffith Observatory'), (5, 'Santa Monica'),
    (6, 'Москва'), (7, 'Санкт-Петербург'), (8, 'Казань'), (9, 'Сочи'), (10, 'Екатеринбург'),
    (11, 'Новосибирск'), (12, 'Красноярск'), (13, 'Самара'), (14, 'Уфа'), (15, 'Ростов-на-Дону')
ON CONFLICT DO NOTHING;

INSERT INTO activity (id, name, kind)
VALUES
    (1, 'Catch a ghost', 'ghost'), (2, 'Take a photo', 'photo'), (3, 'Download file', 'file'),
    (4, 'Scan QR code', 'qr'), (5, 'Enter code', 'code'), (6, 'Enter word', 'word'),
    (7, 'Pick artifact', 'artifact'), (8, 'Face verification', 'photo'), (9, 'GPS location check', 'presence'),
    (10, 'Text input', 'word'), (11, 'Audio recording', 'presence'), (12, 'Video recording', 'presence'),
    (13, 'Object detection', 'presence'), (14, 'Gesture recognition', 'presence'), (15, 'Document scan', 'presence')
ON CONFLICT DO NOTHING;

INSERT INTO tool (id, name, image)
SELECT id, name, 'static/default-tool.png'
FROM (VALUES
    (1, 'None'), (2, 'Screen Illustration Descriptor'), (3, 'Beeping Radar'), (4, 'Orbital Radar'),
    (5, 'Mile Orbital Radar'), (6, 'Unlim Orbital Radar'), (7, 'Target Compass'), (8, 'Rangefinder'),
    (9, 'Rangefinder Unlim'), (10, 'Echolocation Screen'), (11, 'QR Scanner'), (12, 'Camera Tool'),
    (13, 'Word Locker'), (14, 'Smartphone'), (15, 'GPS Tracker'), (16, 'Voice Recorder'), (17, 'Measuring Tape'),
    (18, 'Flashlight'), (19, 'Binoculars'), (20, 'Notebook')
) AS seed (id, name)
ON CONFLICT DO NOTHING;

-- Ids below 1000 are left to later seeds; a sequence that is already further is never set back.
DO $$
DECLARE
    seeded   text;
    sequence regclass;
BEGIN
    FOREACH seeded IN ARRAY ARRAY['category', 'vehicle', 'place', 'activity', 'tool'] LOOP
        sequence := pg_get_serial_sequence(seeded, 'id')::regclass;
        EXECUTE format('SELECT setval(%L::regclass, 1000, false) FROM %s WHERE last_value < 1000', sequence, sequence);
    END LOOP;
END
$$;
