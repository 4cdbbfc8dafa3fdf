// SPDX-License-Identifier: Apache-2.0
#include "notifications/application/texts.hpp"

#include <span>

namespace qc::notifications {
namespace {

struct Template {
    std::string_view title;
    std::string_view message;
};

using Templates = std::array<Template, languages.size()>;

/// In the order of Wording, each in the order of the languages. Numbers stand behind a colon, so
/// that no language has to bend a word to them.
constexpr std::array<Templates, 14> table{{
    {{{"A session was closed",
       "A sign-in of yours was used from two places, so it was closed. If that was not you, change "
       "your password."},
      {"Se ha cerrado una sesión",
       "Una sesión tuya se usó desde dos lugares, por eso se ha cerrado. Si no has sido tú, cambia "
       "tu contraseña."},
      {"Сеанс закрыт",
       "Один из ваших сеансов использовался из двух мест, поэтому он закрыт. Если это были не вы, "
       "смените пароль."}}},
    {{{"You received credits: {0}", "{1}"},
      {"Has recibido créditos: {0}", "{1}"},
      {"Вы получили кредиты: {0}", "{1}"}}},
    {{{"Quest published", "{0}"}, {"Misión publicada", "{0}"}, {"Квест опубликован", "{0}"}}},
    {{{"Quest rejected", "{0}: {1}"},
      {"Misión rechazada", "{0}: {1}"},
      {"Квест отклонён", "{0}: {1}"}}},
    {{{"You are invited to a quest", "A friend wants to play together with you."},
      {"Te invitan a una misión", "Una amistad quiere jugar contigo."},
      {"Вас приглашают в квест", "Друг хочет пройти квест вместе с вами."}}},
    {{{"Quest finished", "Your group has passed all points. Score: {0}."},
      {"Misión terminada", "Tu grupo ha pasado todos los puntos. Puntuación: {0}."},
      {"Квест пройден", "Ваша группа прошла все точки. Очки: {0}."}}},
    {{{"Your photo was accepted", "A check-in of your run was reviewed."},
      {"Tu foto ha sido aceptada", "Se ha revisado un punto de tu recorrido."},
      {"Ваше фото принято", "Одна из отметок вашего прохождения проверена."}}},
    {{{"Your photo was rejected", "A check-in of your run was reviewed."},
      {"Tu foto ha sido rechazada", "Se ha revisado un punto de tu recorrido."},
      {"Ваше фото отклонено", "Одна из отметок вашего прохождения проверена."}}},
    {{{"Your reward was approved", "Credits: {0}"},
      {"Tu recompensa ha sido aprobada", "Créditos: {0}"},
      {"Ваша награда одобрена", "Кредиты: {0}"}}},
    {{{"Your reward was rejected", "Credits: {0}"},
      {"Tu recompensa ha sido rechazada", "Créditos: {0}"},
      {"В награде отказано", "Кредиты: {0}"}}},
    {{{"A message was reported", "Message {0} waits for a moderator."},
      {"Se ha denunciado un mensaje", "El mensaje {0} espera a un moderador."},
      {"Жалоба на сообщение", "Сообщение {0} ждёт модератора."}}},
    {{{"A moderator read your chat",
       "A message of this chat was reported, so a moderator looked at it."},
      {"Un moderador ha leído tu chat",
       "Se denunció un mensaje de este chat, así que un moderador lo ha revisado."},
      {"Модератор прочитал ваш чат",
       "На сообщение в этом чате пожаловались, поэтому модератор его просмотрел."}}},
    {{{"Friend request", "{0} wants to be your friend."},
      {"Solicitud de amistad", "{0} quiere añadirte a sus amistades."},
      {"Заявка в друзья", "{0} хочет добавить вас в друзья."}}},
    {{{"Friend request accepted", "{0} is your friend now."},
      {"Solicitud aceptada", "{0} ya está entre tus amistades."},
      {"Заявка принята", "{0} теперь у вас в друзьях."}}},
}};

static_assert(table.size() == static_cast<std::size_t>(Wording::friend_accepted) + 1);

/// What stands in the values is text of users: it is never looked at for braces itself.
std::string filled(std::string_view text, std::span<std::string const> values) {
    std::string out;
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (text[at] != '{') {
            out += text[at];
            continue;
        }
        auto const index = static_cast<std::size_t>(text[at + 1] - '0');
        if (index < values.size()) out += values[index];
        at += 2;
    }
    return out;
}

} // namespace

std::array<Text, languages.size()> texts_of(Notice const& notice) {
    std::array<Text, languages.size()> texts;
    if (!notice.wording) {
        texts.fill({notice.title, notice.message});
        return texts;
    }
    auto const& templates = table.at(static_cast<std::size_t>(*notice.wording));
    for (std::size_t i = 0; i < texts.size(); ++i) {
        texts[i] = {
            filled(templates[i].title, notice.values), filled(templates[i].message, notice.values)
        };
    }
    return texts;
}

} // namespace qc::notifications
