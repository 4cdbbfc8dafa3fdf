// SPDX-License-Identifier: Apache-2.0
#include "osm/phrases.hpp"

#include <array>
#include <stdexcept>

namespace qc::osm {
namespace {

/// In the order of Theme.
constexpr std::size_t theme_count = 11;

constexpr std::array<Texts, theme_count> titles{{
    {"traces of the past",
     "Spuren der Vergangenheit",
     "sur les traces du passé",
     "по следам прошлого"},
    {"museums and stages", "Museen und Bühnen", "musées et scènes", "музеи и сцены"},
    {"churches and quiet places",
     "Kirchen und stille Orte",
     "églises et lieux de silence",
     "храмы и тихие места"},
    {"art under the open sky",
     "Kunst unter freiem Himmel",
     "l'art à ciel ouvert",
     "искусство под открытым небом"},
    {"green corners and wide views",
     "grüne Winkel und weite Blicke",
     "coins de verdure et beaux panoramas",
     "зелёные уголки и широкие виды"},
    {"the town at table", "die Stadt zu Tisch", "la ville à table", "город за столом"},
    {"play and pastime", "Spiel und Vergnügen", "jeux et loisirs", "игры и отдых"},
    {"shop windows and front doors",
     "Schaufenster und Haustüren",
     "vitrines et devantures",
     "витрины и парадные"},
    {"what you must have seen",
     "was man gesehen haben muss",
     "à ne pas manquer",
     "что нужно увидеть"},
    {"everyday life in town", "der Alltag der Stadt", "la ville au quotidien", "будни города"},
    {"once around the corner", "einmal um die Ecke", "au coin de la rue", "прогулка за угол"},
}};

constexpr std::array<Texts, theme_count> leads{{
    {"Stone and bronze keep what books forget.",
     "Stein und Bronze bewahren, was Bücher vergessen.",
     "La pierre et le bronze gardent ce que les livres oublient.",
     "Камень и бронза хранят то, о чём молчат книги."},
    {"Behind these doors the town keeps its treasures and its voices.",
     "Hinter diesen Türen hütet die Stadt ihre Schätze und ihre Stimmen.",
     "Derrière ces portes, la ville garde ses trésors et ses voix.",
     "За этими дверями город хранит свои сокровища и голоса."},
    {"Bells, vaults and a little silence in the middle of the day.",
     "Glocken, Gewölbe und ein wenig Stille mitten am Tag.",
     "Des cloches, des voûtes et un peu de silence au milieu du jour.",
     "Колокола, своды и немного тишины посреди дня."},
    {"No ticket, no closing time: this collection stands in the street.",
     "Ohne Eintritt, ohne Sperrstunde: Diese Sammlung steht auf der Straße.",
     "Sans billet ni horaire : cette collection est dans la rue.",
     "Без билетов и расписания: эта коллекция стоит на улице."},
    {"Look up from the pavement: there is more sky here than you think.",
     "Heb den Blick vom Pflaster: Hier ist mehr Himmel, als du denkst.",
     "Lève les yeux du pavé : il y a plus de ciel ici que tu ne crois.",
     "Подними взгляд от мостовой: неба здесь больше, чем кажется."},
    {"You get to know a town best by following your nose.",
     "Eine Stadt lernt man am besten kennen, wenn man der Nase folgt.",
     "Pour connaître une ville, mieux vaut suivre son nez.",
     "Лучше всего узнаёшь город, когда идёшь на запах."},
    {"Here the town takes its time off, and so do you.",
     "Hier hat die Stadt frei, und du hast es auch.",
     "Ici la ville prend son temps libre, et toi aussi.",
     "Здесь город отдыхает, и ты вместе с ним."},
    {"Every door has a story, and most people walk past it.",
     "Jede Tür hat eine Geschichte, und die meisten gehen daran vorbei.",
     "Chaque porte a son histoire, et la plupart des gens passent devant.",
     "У каждой двери своя история, а большинство проходит мимо."},
    {"Little time and open eyes: that is all it takes.",
     "Wenig Zeit und offene Augen: Mehr braucht es hier nicht.",
     "Peu de temps et les yeux ouverts : il n'en faut pas plus.",
     "Немного времени и открытые глаза — больше ничего не нужно."},
    {"This is how the town lives when nobody takes a picture of it.",
     "So lebt die Stadt, wenn niemand sie fotografiert.",
     "Voilà comment vit la ville quand personne ne la photographie.",
     "Так живёт город, когда его никто не фотографирует."},
    {"A bit of everything, as real streets are.",
     "Von allem ein wenig, wie echte Straßen eben sind.",
     "Un peu de tout, comme dans les vraies rues.",
     "Всего понемногу, как на настоящих улицах."},
}};

constexpr Texts invitations{
    "A walk to {count} places in {place}. It starts at “{first}” and ends at “{last}”; on foot it "
    "takes about {duration}.",
    "Ein Spaziergang zu {count} Orten in {place}. Los geht es bei „{first}“, das Ziel ist "
    "„{last}“; zu Fuß brauchst du etwa {duration}.",
    "Une promenade en {count} étapes, ville : {place}. Départ : « {first} », arrivée : « {last} » "
    "; "
    "à pied, compte environ {duration}.",
    "Прогулка, город {place}, остановок: {count}. Начало — «{first}», финиш — «{last}»; пешком это "
    "около {duration}.",
};

constexpr Texts hints{
    "Keep your eyes open: some answers are written on the spot.",
    "Halte die Augen offen: Manche Antwort steht vor Ort.",
    "Ouvre l'œil : certaines réponses sont écrites sur place.",
    "Смотри внимательно: некоторые ответы написаны прямо на месте.",
};

constexpr Texts nearby_texts{
    " – “{anchor}” and around",
    " – „{anchor}“ und Umgebung",
    " – « {anchor} » et alentours",
    " – «{anchor}» и окрестности",
};

constexpr std::array<Texts, 9> counts{{
    {"two", "zwei", "deux", "две"},
    {"three", "drei", "trois", "три"},
    {"four", "vier", "quatre", "четыре"},
    {"five", "fünf", "cinq", "пять"},
    {"six", "sechs", "six", "шесть"},
    {"seven", "sieben", "sept", "семь"},
    {"eight", "acht", "huit", "восемь"},
    {"nine", "neun", "neuf", "девять"},
    {"ten", "zehn", "dix", "десять"},
}};

struct Duration {
    double up_to_m;
    Texts words;
};

/// At about four kilometres an hour, as one walks who looks around.
constexpr std::array<Duration, 4> durations{{
    {1'200, {"a quarter of an hour", "eine Viertelstunde", "un quart d'heure", "четверти часа"}},
    {2'600, {"half an hour", "eine halbe Stunde", "une demi-heure", "получаса"}},
    {4'200, {"an hour", "eine Stunde", "une heure", "часа"}},
    {1e9, {"an hour and a half", "anderthalb Stunden", "une heure et demie", "полутора часов"}},
}};

} // namespace

Texts const& title(Theme theme) {
    return titles.at(static_cast<std::size_t>(theme));
}

Texts const& lead(Theme theme) {
    return leads.at(static_cast<std::size_t>(theme));
}

Texts const& invitation() {
    return invitations;
}

Texts const& hint() {
    return hints;
}

Texts const& nearby() {
    return nearby_texts;
}

std::string_view count_word(Language language, std::size_t count) {
    return in(language, counts.at(count - 2));
}

std::string_view walking_time(Language language, double length_m) {
    for (auto const& [up_to_m, words] : durations) {
        if (length_m <= up_to_m) return in(language, words);
    }
    throw std::invalid_argument("this is not a walk");
}

} // namespace qc::osm
