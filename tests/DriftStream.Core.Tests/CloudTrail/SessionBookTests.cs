using DriftStream.Core.CloudTrail;
using DriftStream.Core.CloudTrail.Sessions;
using FsCheck;
using FsCheck.Fluent;
using Shouldly;
using Xunit;

namespace DriftStream.Core.Tests.CloudTrail;

public sealed class SessionBookTests
{
    private static readonly DateTimeOffset Noon = new(2026, 5, 4, 12, 0, 0, TimeSpan.Zero);

    private static readonly Gen<OpenedSession> Sessions =
        from key in Gen.Choose(1, 30)
        from opener in Gen.Choose(0, 30)
        from minute in Gen.Choose(0, 600)
        from type in Gen.Elements("IAMUser", "AssumedRole", "AWSAccount")
        from number in Gen.Choose(1, 1_000_000)
        select Session(key, opener, Noon.AddMinutes(minute), type, $"e{number}");

    [Fact]
    public void The_order_in_which_sessions_become_known_does_not_matter()
    {
        Prop.ForAll(Arb.From(Sessions.ListOf()), sessions => Text(Book(sessions)) == Text(Book(Enumerable.Reverse(sessions)))).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Learning_twice_changes_nothing() => Prop.ForAll(Arb.From(Sessions.ListOf()), sessions =>
    {
        var book = Book(sessions);
        return sessions.All(session => ReferenceEquals(book.With(session), book));
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_book_never_holds_more_than_its_limit_and_lets_go_what_ends_first() => Prop.ForAll(Arb.From(Sessions.ListOf()), sessions =>
    {
        var (different, book) = (sessions.DistinctBy(s => s.Key).ToList(), SessionBook.Of(5));
        foreach (var session in different)
        {
            book = book.With(session);
            book.Count.ShouldBeLessThanOrEqualTo(5);
        }

        return book.All.ToHashSet().SetEquals(different.OrderByDescending(s => s.MattersUntil).ThenByDescending(s => s.Key, StringComparer.Ordinal).Take(5));
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_chain_is_found_however_its_links_are_shuffled_and_ends_even_where_it_bites_its_tail() => Prop.ForAll(Arb.From(Sessions.ListOf()), sessions =>
    {
        var book = Book(sessions);
        return sessions.All(s => book.Openings(new() { AccessKeyId = s.Key }, s.OpenedAt.AddMinutes(1)) is { Count: <= 8 } chain && chain.Distinct().Count() == chain.Count);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void What_cannot_matter_any_more_is_forgotten_and_nothing_else()
    {
        var book = Book([Session(1, 0, Noon), Session(2, 0, Noon.AddHours(2))]);

        book.At(Noon.AddHours(13)).Count.ShouldBe(2);
        book.At(Noon.AddHours(13).AddSeconds(1)).All.ShouldHaveSingleItem().Key.ShouldBe(Key(2));
    }

    [Fact]
    public void The_real_limit_is_kept_as_well()
    {
        var book = Enumerable.Range(0, SessionBook.Limit + 10).Aggregate(SessionBook.Empty, (known, at) => known.With(Session(at, 0, Noon.AddSeconds(at))));

        book.Count.ShouldBe(SessionBook.Limit);
        book.FirstEndWhenFull.ShouldBe(Noon.AddSeconds(10).AddHours(13));
    }

    [Theory]
    [InlineData("May 4, 2026, 1:30:05 PM", "3600", "2026-05-04T13:30:05Z")]
    [InlineData("May 4, 2026, 1:30:05\u202FPM", null, "2026-05-04T13:30:05Z")]
    [InlineData("May 4, 2026 1:30:05 PM", null, "2026-05-04T13:30:05Z")]
    [InlineData("2026-05-04T13:30:05Z", null, "2026-05-04T13:30:05Z")]
    [InlineData("Jan 01, 2019 0:00:00 PM", "900", "2026-05-04T12:15:00Z")]
    [InlineData("May 4, 2026, 11:00:00 AM", "900", "2026-05-04T12:15:00Z")]
    [InlineData("May 4, 2036, 1:30:05 PM", "900", "2026-05-04T12:15:00Z")]
    [InlineData(null, "43200", "2026-05-05T00:00:00Z")]
    [InlineData(null, "99999999999", "2026-05-06T00:00:00Z")]
    [InlineData(null, null, "2026-05-06T00:00:00Z")]
    public void A_session_ends_when_its_record_says_so_or_after_the_duration_or_after_36_hours(string? expiration, string? duration, string end) =>
        SessionEnd.Of(Noon, expiration, duration).ShouldBe(DateTimeOffset.Parse(end));

    [Theory]
    [InlineData("\"GetCallerIdentity\"", null)]
    [InlineData("\"AssumeRole\"", """{"credentials":{"accessKeyId":"ASIA****************"}}""")]
    [InlineData("\"AssumeRole\"", """{"credentials":{"accessKeyId":7}}""")]
    [InlineData("\"AssumeRole\"", """{"credentials":"HIDDEN_DUE_TO_SECURITY_REASONS"}""")]
    [InlineData("\"AssumeRole\"", """{"credentials":{"accessKeyId":"ASIAQ2WJNDHX4VZTR7KM"}}""")]
    [InlineData("\"AssumeRole\"", "[]")]
    public void What_hands_out_no_key_or_the_callers_own_opens_nothing(string name, string? response) => SessionBook
        .OpenedBy(Sample.Event(("eventSource", "\"sts.amazonaws.com\""), ("eventName", name), ("requestParameters", null), ("responseElements", response)))
        .ShouldBeNull();

    [Fact]
    public void A_record_that_would_only_fill_the_book_is_not_taken() => SessionBook
        .OpenedBy(Sample.Event(
            ("eventSource", "\"sts.amazonaws.com\""),
            ("eventName", "\"AssumeRole\""),
            ("requestParameters", $$"""{"roleArn":"arn:aws:iam::210987654321:role/{{new string('x', 5000)}}"}"""),
            ("responseElements", """{"credentials":{"accessKeyId":"ASIAQ5CHAINEXMPL0001"}}""")))
        .ShouldBeNull();

    [Fact]
    public void No_value_in_any_place_of_the_record_stops_the_reading()
    {
        string[] tokens = ["null", "true", "-1.5", "\"\"", "[]", "{}", "[[1]]", "[{}]", "{\"key\":[]}", "[{\"key\":{},\"value\":[]}]", "99999999999999999999", "\"%7B:::\""];
        string[] places = ["responseElements", "requestParameters", "userIdentity", "additionalEventData"];
        foreach (var (place, token) in from place in places from token in tokens select (place, token))
        {
            SessionBook.OpenedBy(Sample.Event(("eventSource", "\"sts.amazonaws.com\""), ("eventName", "\"AssumeRole\""), (place, token)));
            SessionBook.OpenedBy(Sample.Event(("eventSource", "\"signin.amazonaws.com\""), ("eventName", "\"SwitchRole\""), (place, token)));
        }

        string[] members = ["tags", "principalTags", "incomingTransitiveTags", "durationSeconds", "roleArn", "roleSessionName"];
        foreach (var (member, token) in from member in members from token in tokens select (member, token))
        {
            SessionBook.OpenedBy(Sample.Event(
                ("eventSource", "\"sts.amazonaws.com\""),
                ("eventName", "\"AssumeRole\""),
                ("requestParameters", $$"""{"{{member}}":{{token}}}"""),
                ("responseElements", """{"credentials":{"accessKeyId":"ASIAQ5CHAINEXMPL0001","expiration":7},"assumedRoleUser":[],"federatedUser":0}"""))).ShouldNotBeNull();
        }
    }

    [Fact]
    public void The_same_key_in_an_event_of_another_service_opens_nothing() => SessionBook
        .OpenedBy(Sample.Event(("responseElements", """{"credentials":{"accessKeyId":"ASIAQ5CHAINEXMPL0001"}}""")))
        .ShouldBeNull();

    private static SessionBook Book(IEnumerable<OpenedSession> sessions) => sessions.Aggregate(SessionBook.Empty, (book, session) => book.With(session));

    private static string Text(SessionBook book) => string.Join('\n', book.All.OrderBy(s => s.Key, StringComparer.Ordinal));

    private static string Key(int number) => $"ASIAQ5CHAIN{number:D9}";

    private static OpenedSession Session(int key, int opener, DateTimeOffset opened, string type = "AssumedRole", string id = "e1") => new()
    {
        Key = Key(key),
        OpenedAt = opened,
        ExpiresAt = opened.AddHours(1),
        EventId = id,
        How = "AssumeRole",
        Opener = new("somebody", ActorKind.Human, Confidence.Likely, NameSource.Chosen) { Type = type, Key = Key(opener) },
    };
}
