// SPDX-License-Identifier: Apache-2.0
#include "osm/phrases.hpp"

#include <array>
#include <span>

namespace qc::osm {
namespace {

struct Question {
    Subject subject;
    Texts words;
};

constexpr Question questions[] = {
    {Subject::inscription,
     {"Read the inscription. What is its longest word?",
      "Lies die Inschrift. Wie lautet ihr längstes Wort?",
      "Lis l'inscription. Quel est son mot le plus long ?",
      "Прочти надпись. Какое слово в ней самое длинное?"}},
    {Subject::year,
     {"Find the year on the wall, the plaque or the base. Which one is it?",
      "Finde die Jahreszahl an Mauer, Tafel oder Sockel. Wie lautet sie?",
      "Trouve l'année sur le mur, la plaque ou le socle. Laquelle est-ce ?",
      "Найди год на стене, табличке или постаменте. Какой он?"}},
    {Subject::artist,
     {"Who made this? Enter the surname from the plaque or the signature.",
      "Wer hat das geschaffen? Gib den Nachnamen von der Tafel oder der Signatur ein.",
      "Qui a créé cela ? Saisis le nom de famille de la plaque ou de la signature.",
      "Кто это создал? Введи фамилию с таблички или подписи."}},
    {Subject::house_number,
     {"Which house number do you read at the entrance?",
      "Welche Hausnummer liest du am Eingang?",
      "Quel numéro lis-tu à l'entrée ?",
      "Какой номер дома написан у входа?"}},
    {Subject::house_number,
     {"Look for the plate with the house number: what does it say?",
      "Such das Schild mit der Hausnummer: Was steht darauf?",
      "Cherche la plaque avec le numéro de la maison : qu'indique-t-elle ?",
      "Найди табличку с номером дома: что на ней написано?"}},
    {Subject::house_number,
     {"The postman knows it by heart: what is the number of this house?",
      "Der Briefträger weiß es auswendig: Welche Nummer hat dieses Haus?",
      "Le facteur le sait par cœur : quel est le numéro de cette maison ?",
      "Почтальон знает его наизусть: какой номер у этого дома?"}},
    {Subject::house_mark,
     {"This house number carries a letter. Enter both without a space.",
      "Diese Hausnummer trägt einen Buchstaben. Gib beides ohne Leerzeichen ein.",
      "Ce numéro de maison porte une lettre. Saisis les deux sans espace.",
      "У этого номера дома есть буква. Введи всё вместе, без пробела."}},
    {Subject::street,
     {"Which street is the entrance on? Enter the name as the street sign has it.",
      "In welcher Straße liegt der Eingang? Gib den Namen ein, wie er auf dem Straßenschild steht.",
      "Dans quelle rue se trouve l'entrée ? Saisis le nom tel qu'il est sur la plaque de rue.",
      "На какой улице находится вход? Введи название, как на табличке."}},
};

constexpr std::array<Texts, 3> sight_tasks{{
    {"Walk right up to it and see what you would miss from afar.",
     "Geh ganz nah heran und sieh, was dir von Weitem entgeht.",
     "Approche-toi tout près et vois ce qui t'échappe de loin.",
     "Подойди вплотную и рассмотри то, чего не видно издалека."},
    {"Stand in front of it and find the detail that nobody else notices.",
     "Stell dich davor und finde das Detail, das sonst niemand bemerkt.",
     "Place-toi devant et trouve le détail que personne ne remarque.",
     "Встань перед ним и найди деталь, которую никто не замечает."},
    {"Take a minute here before you go on.",
     "Nimm dir hier eine Minute, bevor es weitergeht.",
     "Prends une minute ici avant de continuer.",
     "Побудь здесь минуту, прежде чем идти дальше."},
}};

constexpr std::array<Texts, 3> life_tasks{{
    {"Find the entrance and check in at the door.",
     "Finde den Eingang und melde dich an der Tür.",
     "Trouve l'entrée et signale ta présence à la porte.",
     "Найди вход и отметься у двери."},
    {"Have a look around: what would you tell a friend about this place?",
     "Sieh dich um: Was würdest du einem Freund von diesem Ort erzählen?",
     "Regarde autour de toi : que raconterais-tu de ce lieu à un ami ?",
     "Осмотрись: что бы ты рассказал другу об этом месте?"},
    {"Listen for a moment to what is going on here.",
     "Hör einen Augenblick zu, was hier los ist.",
     "Écoute un instant ce qui se passe ici.",
     "Прислушайся на минуту к тому, что здесь происходит."},
}};

constexpr std::array<Texts, 2> photo_tasks{{
    {"Take a photo that shows why one should come here.",
     "Mach ein Foto, das zeigt, warum man herkommen soll.",
     "Prends une photo qui montre pourquoi il faut venir ici.",
     "Сделай снимок, который покажет, зачем сюда приходить."},
    {"Find an unusual angle and take a photo.",
     "Such dir einen ungewöhnlichen Blickwinkel und mach ein Foto.",
     "Trouve un angle inhabituel et prends une photo.",
     "Найди необычный ракурс и сделай снимок."},
}};

constexpr Texts trail_titles{"on the trail", "auf dem Weg", "sur le chemin", "по тропе"};

constexpr Texts trail_leads{
    "Follow a way that somebody has walked and recorded for you.",
    "Folge einem Weg, den jemand für dich gegangen ist und aufgezeichnet hat.",
    "Suis un chemin que quelqu'un a parcouru et enregistré pour toi.",
    "Пройди путь, который кто-то уже прошёл и записал для тебя.",
};

constexpr Texts trail_end_texts{
    "It leads from “{first}” to “{last}”.",
    "Er führt von „{first}“ bis „{last}“.",
    "Il mène de « {first} » à « {last} ».",
    "Начало — «{first}», финиш — «{last}».",
};

constexpr Texts trail_stops{"Stop {number}", "Etappe {number}", "Étape {number}", "Точка {number}"};

constexpr Texts trail_tasks{
    "Follow the compass to this spot and check in.",
    "Folge dem Kompass bis hierher und melde dich.",
    "Suis la boussole jusqu'ici et signale ta présence.",
    "Иди по компасу до этого места и отметься.",
};

} // namespace

std::string_view question(Language language, Subject subject, std::size_t variant) {
    std::vector<std::string_view> wordings;
    for (auto const& [about, words] : questions) {
        if (about == subject) wordings.push_back(in(language, words));
    }
    return wordings.at(variant % wordings.size());
}

std::optional<Subject> asked_subject(std::string_view description) {
    for (auto const& [subject, words] : questions) {
        for (auto const wording : words) {
            if (description.ends_with(wording)) return subject;
        }
    }
    return std::nullopt;
}

std::string_view presence_task(Language language, Theme family, std::size_t variant) {
    auto const& tasks = family == Theme::sights ? sight_tasks : life_tasks;
    return in(language, tasks.at(variant % tasks.size()));
}

std::string_view photo_task(Language language, std::size_t variant) {
    return in(language, photo_tasks.at(variant % photo_tasks.size()));
}

Texts const& trail_title() {
    return trail_titles;
}

Texts const& trail_lead() {
    return trail_leads;
}

Texts const& trail_ends() {
    return trail_end_texts;
}

Texts const& trail_stop() {
    return trail_stops;
}

Texts const& trail_task() {
    return trail_tasks;
}

} // namespace qc::osm
