using DriftStream.States;
using DriftStream.Tests.Commands;
using DriftStream.Tests.Service;
using Shouldly;
using Xunit;

namespace DriftStream.Tests.States.Hcp;

public sealed class HcpStatesTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_workspace_with_a_state_is_a_state_of_its_name_and_an_empty_one_is_none()
    {
        await using var acme = await HcpOrganization.OpenAsync();
        acme.Server.MostOnPage = 2;
        acme.Server.Upload("net", ManagedState.Of(1, serial: 5));
        acme.Server.Upload("app", ManagedState.Of(2, serial: 6));
        acme.Server.Upload("dns", ManagedState.Of(2, serial: 7));
        acme.Server.Workspace("new");

        var outcome = await acme.StatesAsync();

        outcome.ExitCode.ShouldBe(0, outcome.Errors);
        Names(outcome).ShouldBe(["app", "dns", "net"]);
        outcome.Output.ShouldContain($"source      {acme.Server.Host}/acme/net\n");
        outcome.Output.ShouldContain("serial      5,");
    }

    [Theory]
    [InlineData("", "prod=", "prod/app", "prod/prod-dns", "prod/prod-net")]
    [InlineData("/prod-net", "prod=", "prod")]
    [InlineData("/prod-net", "", "prod-net")]
    [InlineData("/prod-*", "", "prod-dns", "prod-net")]
    [InlineData("/p*t", "", "prod-net")]
    [InlineData("?tag=live", "", "app", "prod-net")]
    [InlineData("?tag=live&tag=net", "", "prod-net")]
    [InlineData("?tag=env=prod", "", "prod-dns")]
    [InlineData("?exclude-tag=live", "", "prod-dns")]
    [InlineData("?project=prj-net", "", "prod-dns")]
    [InlineData("/prod-*?tag=live", "", "prod-net")]
    public async Task The_address_says_which_workspaces_are_meant(string below, string name, params string[] states)
    {
        await using var acme = await HcpOrganization.OpenAsync();
        foreach (var workspace in new[] { "app", "prod-dns", "prod-net" })
        {
            acme.Server.Upload(workspace, ManagedState.Of(1));
        }

        acme.Server.Workspace("app").Tags.Add("live");
        acme.Server.Workspace("prod-net").Tags.AddRange(["live", "net"]);
        acme.Server.Workspace("prod-dns").Tags.Add("env=prod");
        acme.Server.Workspace("prod-dns").Project = "prj-net";

        var outcome = await acme.RunAsync("states", "--state", $"{name}{acme.Server.Address}{below}");

        outcome.ExitCode.ShouldBe(0, outcome.Errors);
        Names(outcome).ShouldBe(states);
    }

    [Theory]
    [InlineData("wrong-token", "", "the server does not accept the token from TF_TOKEN_127_0_0_1:PORT: it is wrong, was revoked or has expired; make a new one (`terraform login`) and put it there")]
    [InlineData("half a token", "", "the token from TF_TOKEN_127_0_0_1:PORT is none: it is empty or holds blanks or line breaks; put the token itself there")]
    [InlineData(null, "", "there is no token for HOST: set TF_TOKEN_127_0_0_1:PORT, run `terraform login HOST` as the user that DriftStream runs as, or give the entry a Token")]
    [InlineData(FakeHcp.Token, "/gone", "the token from TF_TOKEN_127_0_0_1:PORT sees no such workspace: it is not there, or the token's user or team may not see it")]
    [InlineData(FakeHcp.Token, "/closed", "the token sees the workspace and may not read its state: give its team the permission to read state versions there")]
    public async Task A_wrong_token_and_a_missing_permission_are_told_in_a_sentence(string? token, string below, string sentence)
    {
        await using var acme = await HcpOrganization.OpenAsync();
        acme.Server.Upload("closed", ManagedState.Of(1));
        acme.Server.Workspace("closed").MayReadStates = false;
        acme.Environment.Clear();
        if (token is not null)
        {
            acme.Environment[acme.Server.Variable] = token;
        }

        var outcome = await acme.StatesAsync(below);

        outcome.ExitCode.ShouldBe(1);
        outcome.ErrorLines.ShouldHaveSingleItem().ShouldContain($"({sentence.Replace("PORT", $"{acme.Server.Port}", StringComparison.Ordinal).Replace("HOST", acme.Server.Host, StringComparison.Ordinal)}), ");
    }

    [Fact]
    public async Task An_organization_that_may_not_be_seen_is_told()
    {
        await using var acme = await HcpOrganization.OpenAsync();
        acme.Server.IsVisible = false;

        (await acme.StatesAsync()).Errors.ShouldContain("sees no such organization: it is not there, or the token's user or team may not see it");
    }

    [Theory]
    [InlineData("", "There is no state in 'ADDRESS': the token sees no workspace there that is meant and in which something was applied.")]
    [InlineData("/new", "There is no state at 'ADDRESS/new': the workspace is there, and nothing was applied in it yet.")]
    public async Task Where_nothing_was_applied_yet_a_sentence_says_so(string below, string sentence)
    {
        await using var acme = await HcpOrganization.OpenAsync();
        acme.Server.Workspace("new");

        var outcome = await acme.StatesAsync(below);

        outcome.ExitCode.ShouldBe(2);
        outcome.Errors.ShouldContain(sentence.Replace("ADDRESS", acme.Server.Address, StringComparison.Ordinal));
    }

    [Fact]
    public async Task One_closed_workspace_does_not_hide_the_others()
    {
        await using var acme = await HcpOrganization.OpenAsync();
        acme.Server.Upload("closed", ManagedState.Of(1));
        acme.Server.Workspace("closed").MayReadStates = false;
        acme.Server.Upload("open", ManagedState.Of(1, serial: 9));

        var outcome = await acme.StatesAsync();

        outcome.ExitCode.ShouldBe(1);
        Names(outcome).ShouldBe(["closed", "open"]);
        outcome.Output.ShouldContain("serial      9,");
    }

    [Fact]
    public async Task The_token_of_the_entry_counts_before_all_others_and_may_lie_in_a_file()
    {
        await using var acme = await HcpOrganization.OpenAsync();
        acme.Server.Upload("net", ManagedState.Of(1));
        acme.Environment[acme.Server.Variable] = "wrong-token";
        acme.Folder.Write("token", FakeHcp.Token + "\n");
        acme.Folder.Write("driftstream.json", $$"""{"States":[{"Url":"{{acme.Server.Address}}","Token":"file:token"}]}""");

        var outcome = await acme.RunAsync("states");

        outcome.ExitCode.ShouldBe(0, outcome.Errors);
        Names(outcome).ShouldBe(["net"]);
    }

    [Fact]
    public async Task A_version_that_is_not_whole_or_of_the_middle_of_an_apply_does_not_count()
    {
        await using var acme = await HcpOrganization.OpenAsync();
        using var source = acme.Source();
        acme.Server.Upload("net", ManagedState.Of(1, serial: 1));
        var good = acme.Server.Upload("net", ManagedState.Of(2, serial: 2));
        acme.Server.Upload("net", ManagedState.Of(3, serial: 3)).IsIntermediate = true;
        acme.Server.Upload("net", ManagedState.Of(4, serial: 4)).Status = "discarded";
        var pending = acme.Server.Upload("net", ManagedState.Of(5, serial: 5));
        pending.Status = "pending";

        var before = (await source.ListAsync(Cancellation)).Single();
        (before.Mark, before.Written, before.Size).ShouldBe((good.Id, good.Created, good.Content.Length));
        (await HcpOrganization.TextAsync(source.OpenAsync(before, Cancellation))).ShouldBe(ManagedState.Of(2, serial: 2));

        pending.Status = "finalized";
        var after = (await source.ListAsync(Cancellation)).Single();
        (after.Mark, after.Size).ShouldBe((pending.Id, pending.Content.Length));
        (await HcpOrganization.TextAsync(source.OpenAsync(after, Cancellation))).ShouldBe(ManagedState.Of(5, serial: 5));
    }

    [Fact]
    public async Task A_first_version_that_is_not_whole_is_told()
    {
        await using var acme = await HcpOrganization.OpenAsync();
        using var source = acme.Source();
        acme.Server.Upload("net", ManagedState.Of(1)).Status = "pending";

        var file = (await source.ListAsync(Cancellation)).Single();

        (await Should.ThrowAsync<StateSourceException>(() => source.OpenAsync(file, Cancellation))).Message.ShouldBe("the first state of the workspace is not whole yet");
    }

    [Fact]
    public async Task Permission_that_is_granted_later_gives_the_state_another_mark()
    {
        await using var acme = await HcpOrganization.OpenAsync();
        using var source = acme.Source();
        acme.Server.Upload("net", ManagedState.Of(1));
        acme.Server.Workspace("net").MayReadStates = false;
        var closed = (await source.ListAsync(Cancellation)).Single();

        acme.Server.Workspace("net").MayReadStates = true;

        (await source.ListAsync(Cancellation)).Single().Mark.ShouldNotBe(closed.Mark);
    }

    [Fact]
    public async Task Check_shows_each_state_and_what_is_wrong_with_the_token()
    {
        await using var acme = await HcpOrganization.OpenAsync();
        acme.Server.Upload("closed", ManagedState.Of(1));
        acme.Server.Workspace("closed").MayReadStates = false;
        acme.Server.Upload("net", ManagedState.Of(1, serial: 9));
        acme.Environment["DriftStream__States__0"] = acme.Server.Address;
        acme.Environment["DriftStream__Http__Listen"] = "http://127.0.0.1:0";

        var mixed = await acme.RunAsync("check", "--output", "json");
        acme.Environment[acme.Server.Variable] = "wrong-token";
        var wrong = await acme.RunAsync("check", "--output", "json");

        mixed.Output.ShouldContain("serial 9, 3 resources of AWS");
        mixed.Output.ShouldContain("the token sees the workspace and may not read its state: give its team the permission to read state versions there");
        (mixed.ExitCode, wrong.ExitCode).ShouldBe((1, 1));
        wrong.Output.ShouldContain($"the server does not accept the token from {acme.Server.Variable}");
        wrong.Output.ShouldNotContain("wrong-token");
    }

    [Fact]
    public async Task A_token_beside_another_kind_of_state_is_a_mistake()
    {
        await using var acme = await HcpOrganization.OpenAsync();
        acme.Folder.Write("driftstream.json", """{"States":[{"Url":"prod.tfstate","Token":"let-me-in"}]}""");

        var outcome = await acme.RunAsync("states");

        outcome.ExitCode.ShouldBe(2);
        outcome.Errors.ShouldContain("States:0:Token is set, but Url names no organization of HCP Terraform or Terraform Enterprise (hcp://, tfe://), so it would be sent nowhere. Remove it.");
        outcome.Errors.ShouldNotContain("let-me-in");
    }

    private static IEnumerable<string> Names(ProgramOutcome outcome) => outcome.OutputLines.Where(l => l[0] != ' ');
}
