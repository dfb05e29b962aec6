using System.Net;
using DriftStream.Core.Judging;
using DriftStream.Core.Values;
using DriftStream.Tests.Commands;
using DriftStream.Web;
using Shouldly;
using Xunit;

namespace DriftStream.Tests.Web;

public sealed class PageTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Findings_are_sentences_with_their_address_and_what_became_of_them()
    {
        await using var server = await LiveServer.StartAsync(time: new FixedTime(Story.Start.AddSeconds(1120)));
        server.Ledger.Record(Story.TagAdded, Story.EncryptionChanged, Story.PortOpenedAndClosedLater, Story.PortClosed);

        var page = await server.Client.GetStringAsync("/", Cancellation);

        Plain(page).ShouldContain("alice@example.com added tag drift = spotted Open 18 min aws_s3_bucket.data");
        Plain(page).ShouldContain("alice@example.com opened tcp/22 to 0.0.0.0/0 Resolved 14:21 module.net[\"eu\"].aws_security_group.web[0]");
        Plain(page).ShouldContain("alice@example.com closed tcp/22 to 0.0.0.0/0 again Resolved after 13 min");
        Plain(page).ShouldContain("changed sse_algorithm from AES256 to aws:kms Same drift, changed");
        Plain(page).ShouldContain("Today, Monday 2 March, UTC");
    }

    [Fact]
    public async Task Newest_findings_come_first()
    {
        await using var server = await LiveServer.StartAsync();
        server.Ledger.Record(Story.PortOpened, Story.TagAdded);

        var page = await server.Client.GetStringAsync("/", Cancellation);

        page.IndexOf("14:07:41", StringComparison.Ordinal).ShouldBeLessThan(page.IndexOf("14:03:22", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Foreign_text_is_shown_and_never_obeyed()
    {
        const string Hostile = "<script>alert(1)</script>\"' onmouseover=x \u202Egpj.exe\n";
        await using var server = await LiveServer.StartAsync();
        server.Ledger.Health = server.Ledger.Health with { States = new StatesHealth(1, 0, 0, [Hostile]) };
        server.Ledger.Record(Story.Everywhere(Hostile));

        var page = await server.Client.GetStringAsync("/", Cancellation);

        page.ShouldContain("<bdi>&lt;script&gt;alert(1)&lt;/script&gt;&quot;");
        page.Split("<script").Length.ShouldBe(2, "the page's own module is the only script");
        page.ShouldNotContain("\u202E");
        page.ShouldNotContain("&#x202E;");
        WebUtility.HtmlDecode(page).ShouldContain("\uFFFDgpj.exe");
    }

    [Theory]
    [InlineData("/nowhere", "There is nothing at this address")]
    [InlineData("/assets/old.css", "There is nothing at this address")]
    public async Task Who_opens_a_page_that_is_not_there_is_shown_a_page(string path, string sentence)
    {
        await using var server = await LiveServer.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Accept.ParseAdd("text/html,application/xhtml+xml,*/*;q=0.8");

        var answer = await server.Client.SendAsync(request, Cancellation);

        answer.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("text/html");
        var page = await answer.Content.ReadAsStringAsync(Cancellation);
        page.ShouldContain(sentence);
        page.ShouldContain("href=\"/\"");
        (await (await server.Client.GetAsync(path, Cancellation)).Content.ReadAsStringAsync(Cancellation)).ShouldStartWith("{");
    }

    [Fact]
    public async Task What_can_be_read_can_be_asked_for_without_its_body()
    {
        await using var server = await LiveServer.StartAsync();
        foreach (var path in (string[])["/", "/healthz", "/readyz", "/openapi/v1.json", "/api/v1/stream"])
        {
            using var request = new HttpRequestMessage(HttpMethod.Head, path);

            var answer = await server.Client.SendAsync(request, Cancellation);

            answer.StatusCode.ShouldBe((await server.Client.GetAsync(path, HttpCompletionOption.ResponseHeadersRead, Cancellation)).StatusCode, path);
            (await answer.Content.ReadAsByteArrayAsync(Cancellation)).ShouldBeEmpty(path);
        }

        using var call = new HttpRequestMessage(HttpMethod.Head, "/api/v1/events");
        (await server.Client.SendAsync(call, Cancellation)).StatusCode.ShouldNotBe(HttpStatusCode.Accepted);
    }

    [Fact]
    public async Task Hidden_values_stay_hidden()
    {
        await using var server = await LiveServer.StartAsync();
        var hidden = Story.TagAdded.Finding with
        {
            Changes = [new Change("password", Value.Of("was-secret"), Value.Of("is-secret"), Hidden: true)],
        };
        server.Ledger.Record(Story.TagAdded with { Finding = hidden });

        var page = await server.Client.GetStringAsync("/", Cancellation);

        Plain(page).ShouldContain("changed password (value hidden)");
        page.ShouldNotContain("-secret");
    }

    [Fact]
    public async Task A_browser_is_told_to_run_and_load_nothing_else()
    {
        await using var server = await LiveServer.StartAsync();

        var answer = await server.Client.GetAsync("/", Cancellation);
        var page = await answer.Content.ReadAsStringAsync(Cancellation);

        answer.Headers.GetValues("Content-Security-Policy").Single().ShouldBe(
            "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; img-src 'self' data:; " +
            "form-action 'self'; frame-ancestors 'none'; base-uri 'none'");
        answer.Headers.GetValues("X-Content-Type-Options").Single().ShouldBe("nosniff");
        answer.Headers.CacheControl!.NoStore.ShouldBeTrue();
        page.ShouldNotContain(" style=");
        page.ShouldNotContain("http://www");
    }

    [Fact]
    public async Task Every_file_the_page_names_is_there_and_may_be_kept()
    {
        await using var server = await LiveServer.StartAsync();
        var page = await server.Client.GetStringAsync("/", Cancellation);
        var paths = page.Split('"').Where(part => part.StartsWith("/assets/", StringComparison.Ordinal)).ToList();

        paths.Count.ShouldBe(3);
        foreach (var path in paths)
        {
            var answer = await server.Client.GetAsync(path, Cancellation);
            answer.StatusCode.ShouldBe(HttpStatusCode.OK, path);
            answer.Headers.CacheControl!.Extensions.ShouldContain(extension => extension.Name == "immutable");
        }
    }

    [Fact]
    public async Task Before_the_first_event_the_page_says_what_is_missing_and_what_to_do_next()
    {
        await using var server = await LiveServer.StartAsync();
        server.Ledger.Health = new DetectionHealth(null, new StatesHealth(0, 0, 0, []), new EventsHealth(0, null, null), null, null);

        var page = Plain(await server.Client.GetStringAsync("/", Cancellation));

        page.ShouldContain("No event yet");
        page.ShouldContain("No queue is configured: events arrive only over HTTP.");
        page.ShouldContain("No state is configured: nothing counts as managed by Terraform.");
        page.ShouldContain("driftstream demo");
        page.ShouldContain($"curl --json @event.json {server.Address.GetLeftPart(UriPartial.Authority)}/api/v1/events");
        page.ShouldNotContain("The cloud is what the states say.");
    }

    [Fact]
    public async Task Silence_is_only_called_good_while_detection_is_whole()
    {
        await using var server = await LiveServer.StartAsync();
        server.Ledger.Health = server.Ledger.Health with { Events = new EventsHealth(7, Story.Start, null) };
        Plain(await server.Client.GetStringAsync("/", Cancellation)).ShouldContain("The cloud is what the states say.");

        server.Ledger.Health = server.Ledger.Health with { Queue = new QueueHealth("Access denied.", null) };
        var broken = Plain(await server.Client.GetStringAsync("/", Cancellation));

        broken.ShouldNotContain("The cloud is what the states say.");
        broken.ShouldContain("The queue cannot be reached: events wait there.");
    }

    [Fact]
    public async Task What_was_seen_and_is_not_shown_is_counted()
    {
        await using var server = await LiveServer.StartAsync();
        server.Ledger.Counts = new DriftCounts(
            new Dictionary<Severity, int> { [Severity.Critical] = 1 }, 2,
            new Dictionary<Verdict, long> { [Verdict.Terraform] = 412, [Verdict.NoEffect] = 1906, [Verdict.Drift] = 3 });

        var page = Plain(await server.Client.GetStringAsync("/", Cancellation));

        page.ShouldContain("not shown: 412 by Terraform itself · 1,906 without effect");
        page.ShouldContain("Critical 1 open");
        page.ShouldContain("Resolved in 24 h 2");
    }

    [Theory]
    [InlineData("theme=dark", "data-theme=\"dark\"")]
    [InlineData("theme=\"><script>", "<html lang=\"en\">")]
    [InlineData("other=1", "<html lang=\"en\">")]
    public async Task The_theme_follows_the_browsers_choice(string cookie, string expected)
    {
        await using var server = await LiveServer.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/");
        request.Headers.TryAddWithoutValidation("Cookie", cookie);

        var answer = await server.Client.SendAsync(request, Cancellation);

        (await answer.Content.ReadAsStringAsync(Cancellation)).ShouldContain(expected);
    }

    /// <summary>What a reader sees: no tags, single blanks, entities resolved.</summary>
    private static string Plain(string html)
    {
        var text = System.Text.RegularExpressions.Regex.Replace(html.Replace("<wbr>", ""), "</?(b|bdi|span)( [^>]*)?>", "");
        text = System.Text.RegularExpressions.Regex.Replace(text, "<[^>]*>", " ");
        return System.Text.RegularExpressions.Regex.Replace(WebUtility.HtmlDecode(text), @"\s+", " ");
    }
}
