// SPDX-License-Identifier: Apache-2.0
#include "mail/templates.hpp"

#include "core/text.hpp"
#include "mail/encoding.hpp"
#include "mail/wording.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <stdexcept>

namespace qc::mail {
namespace {

constexpr std::size_t most_languages_read = 20;

Wording const& wording_of(std::string_view kind) {
    auto const all = wordings();
    auto const found = std::ranges::find(all, kind, &Wording::kind);
    if (found == all.end()) throw std::invalid_argument("no mail of this kind");
    return *found;
}

Sentences const& sentences_of(Wording const& wording, std::string_view language) {
    if (language == "es") return wording.spanish;
    if (language == "ru") return wording.russian;
    return wording.english;
}

std::string filled(std::string_view sentence, std::string_view value) {
    std::string text(sentence);
    auto const place = text.find(blank);
    if (place != std::string::npos) text.replace(place, blank.size(), value);
    return text;
}

void add_paragraph(Mail& mail, std::string_view sentence, std::string_view value) {
    if (!mail.text.empty()) mail.text += "\n\n";
    mail.text += filled(sentence, value);
    mail.html += "<p>" + filled(html_escaped(sentence), html_escaped(value)) + "</p>\n";
}

/// The q of "ru;q=0.5", 1 when there is none, 0 when it cannot be read.
double weight_of(std::string_view range) {
    auto const mark = range.find("q=");
    if (mark == std::string_view::npos) return 1.0;
    auto const number = range.substr(mark + 2);
    double weight = 0;
    std::from_chars(number.data(), number.data() + number.size(), weight);
    return weight;
}

std::string primary_tag(std::string_view range) {
    return ascii_lower(trimmed(range.substr(0, range.find_first_of("-;"))));
}

} // namespace

std::string_view language_for(std::string_view accept_language) {
    constexpr std::array<std::string_view, 3> known{"en", "es", "ru"};
    std::string_view best = known.front();
    double best_weight = 0;
    for (std::size_t read = 0; read < most_languages_read && !accept_language.empty(); ++read) {
        auto const end = std::min(accept_language.find(','), accept_language.size());
        auto const range = accept_language.substr(0, end);
        accept_language.remove_prefix(std::min(end + 1, accept_language.size()));
        auto const found = std::ranges::find(known, primary_tag(range));
        if (found == known.end() || weight_of(range) <= best_weight) continue;
        best = *found;
        best_weight = weight_of(range);
    }
    return best;
}

Mail write_mail(Occasion const& occasion) {
    auto const& wording = wording_of(occasion.kind);
    auto const& sentences = sentences_of(wording, occasion.language);
    auto const& value = occasion.subject_matter;
    Mail mail;
    mail.recipient = occasion.recipient;
    mail.kind = occasion.kind;
    mail.language = occasion.language;
    mail.subject = wording.subject;
    mail.expires_at = occasion.expires_at;
    add_paragraph(mail, sentences.first, value);
    // Programs look for this sentence, whatever the language is.
    if (wording.has_code && &sentences != &wording.english)
        add_paragraph(mail, wording.english.first, value);
    add_paragraph(mail, sentences.second, value);
    return mail;
}

} // namespace qc::mail
