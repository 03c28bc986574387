// The texts of cards, rewards and refusals that a merchant can put otherwise, and the values that
// each can name.

/** Values with blanks between them, then the texts that have them. */
export const saidByValues: readonly (readonly [values: string, keys: string])[] = [
  [
    "",
    `survey_title survey_least survey_most survey_comment survey_send survey_score_missing
    survey_comment_too_long survey_already_answered survey_over birthday_title birthday_tell_us
    birthday_sign_in birthday_birth_date birthday_save birthday_change birthday_saved
    birthday_unchanged birthday_problem_not_a_date birthday_problem_in_future
    birthday_problem_too_old birthday_not_asked birthday_happy birthday_gift birthday_choose
    birthday_use_code birthday_used birthday_no_offer birthday_chosen birthday_not_now
    referral_title referral_share referral_share_text_label referral_copy referral_qr
    referral_email referral_welcome_text referral_your_email referral_email_hint referral_get
    referral_mailed_text referral_on_its_way referral_on_its_way_text referral_looked
    referral_looked_text referral_ordered referral_refused_unknown referral_refused_own_link
    referral_refused_ended referral_refused_expired referral_refused_too_many
    referral_refused_email referral_refused_claimed referral_refused_not_for_you
    referral_refused_not_now referral_dead_link referral_to_shop referral_go_on
    campaign_some_orders campaign_join campaign_from_now_on campaign_log_in campaign_joined
    campaign_is_in campaign_over campaign_gone campaign_no_member way_about_account
    way_about_newsletter way_about_sms way_about_anniversary way_about_review way_about_survey
    way_about_check_in way_about_custom way_other_network way_collect way_sign_in way_once
    way_done way_for_some way_waiting way_repeated way_not_now way_ended event_show
    event_code_label event_shown event_attended event_full event_no_event event_no_member
    settings_emails settings_emails_text settings_emails_choice settings_on settings_off
    settings_save settings_saved_on settings_saved_off settings_birthday settings_remove
    settings_removed settings_not_a_member condition_limit_for_good condition_sold_out
    condition_over condition_some_only condition_looked_up condition_not_now condition_paused
    giving_credit giving_card giving_card_for_friend giving_donation giving_place giving_access
    giving_no_way_back giving_card_sent giving_access_had giving_for_friend giving_email
    giving_name giving_message giving_send_on recipient_email recipient_name recipient_message
    recipient_send_on recipient_send_on_range gift_birthday gift_referral account_order_title
    account_details account_counting account_unpaid account_nothing account_all_wait
    account_kept account_badge_unpaid account_badge_waiting account_badge_kept
    account_badge_taken_back account_profile_title account_more`,
  ],
  ["shop", "survey_question survey_thanks referral_email_subject"],
  [
    "points",
    `survey_points birthday_otherwise birthday_got_points campaign_per_item campaign_per_order
    way_granted condition_missing condition_instead_of account_earned account_waits
    account_taken_back account_leaves account_all_taken_back account_balance`,
  ],
  [
    "day",
    `birthday_known birthday_choose_by referral_issued_text settings_birthday_text
    condition_limit giving_given giving_access_until account_all_wait_until`,
  ],
  [
    "count",
    `birthday_counts.one birthday_counts.other referral_friends.one referral_friends.other
    referral_on_their_way.one referral_on_their_way.other way_often_ever.one
    way_often_ever.other way_often_year.one way_often_year.other way_often_month.one
    way_often_month.other way_often_day.one way_often_day.other way_again.one way_again.other`,
  ],
  ["points day", "account_waits_until"],
  ["name", "account_tier"],
  ["years", "birthday_from_age birthday_problem_too_young"],
  ["points reward", "birthday_or"],
  ["reward", "birthday_got_reward birthday_on_its_way referral_as_gift"],
  ["code day", "birthday_code"],
  ["friends mine", "referral_text"],
  ["worth minimum", "referral_from"],
  ["minimum", "referral_after_minimum referral_minimum"],
  ["friends most", "referral_of_most"],
  ["shop friends", "referral_share_text"],
  ["worth", "referral_welcome referral_issued referral_mailed"],
  ["times points", "campaign_times"],
  ["points unit", "campaign_per_unit"],
  ["end", "campaign_until"],
  ["start end", "campaign_between"],
  ["days", "campaign_on_days detail_spend detail_shown account_all_wait_shipping"],
  ["days day", "account_all_wait_delivery"],
  ["points days", "account_waits_shipping"],
  ["points days day", "account_waits_delivery"],
  ["from until", "campaign_at_hours"],
  ["network", "way_social way_open"],
  ["event", "event_title"],
  ["place moment", "event_text giving_place_kept"],
  ["until", "event_hint"],
  ["moment", "condition_more_from condition_opens detail_early"],
  ["tiers", "condition_tiers_only"],
  ["left", "giving_credit_left giving_card_left"],
  ["cause", "detail_cause"],
  ["countries", "detail_ships_to"],
  ["amount", "detail_shipping_up_to"],
];
