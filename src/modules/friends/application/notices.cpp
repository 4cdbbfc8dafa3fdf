// SPDX-License-Identifier: Apache-2.0
#include "friends/application/notices.hpp"

#include <string_view>

namespace qc::friends {
namespace {

struct Sentence {
    std::string_view title;
    /// Follows the name.
    std::string_view message;
};

struct Wording {
    Sentence english;
    Sentence spanish;
    Sentence russian;
};

constexpr Wording asked{
    {"Friend request", " wants to be your friend."},
    {"Solicitud de amistad", " quiere añadirte a sus amistades."},
    {"Заявка в друзья", " хочет добавить вас в друзья."}
};

constexpr Wording agreed{
    {"Friend request accepted", " is your friend now."},
    {"Solicitud aceptada", " ya está entre tus amistades."},
    {"Заявка принята", " теперь у вас в друзьях."}
};

notifications::Notice
notice_of(Wording const& wording, users::Account const& reader, std::string const& name) {
    auto const& sentence = reader.language == "es"   ? wording.spanish
                           : reader.language == "ru" ? wording.russian
                                                     : wording.english;
    notifications::Notice notice;
    notice.user = reader.id;
    notice.title = sentence.title;
    notice.message = name + std::string(sentence.message);
    return notice;
}

} // namespace

notifications::Notice
request_notice(users::Account const& reader, std::string const& sender_name, FriendRequestId id) {
    auto notice = notice_of(asked, reader, sender_name);
    notice.type = "friend_request";
    notice.action = "questcity://friend-requests/" + std::to_string(id.value);
    return notice;
}

notifications::Notice
accepted_notice(users::Account const& reader, std::string const& friend_name, UserId new_friend) {
    auto notice = notice_of(agreed, reader, friend_name);
    notice.type = "friend_accepted";
    notice.action = "questcity://users/" + new_friend.text();
    return notice;
}

} // namespace qc::friends
