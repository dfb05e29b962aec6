using DriftStream.Configuration;
using DriftStream.States;
using Shouldly;
using Xunit;

namespace DriftStream.Tests.States;

public sealed class LocalStatesTests : IDisposable
{
    private readonly StateFiles _files = new();

    public void Dispose() => _files.Dispose();

    [Fact]
    public async Task A_file_is_called_by_its_name_unless_the_user_names_it()
    {
        _files.With("a/shop.state").With("b/net.tfstate");

        (await NamesAsync(_files.At("a/shop.state"), "net=" + _files.At("b/net.tfstate"))).ShouldBe(["shop.state", "net"]);
    }

    [Fact]
    public async Task A_folder_gives_all_states_below_it_in_the_order_of_their_paths()
    {
        _files.With("net/terraform.tfstate").With("app/prod.tfstate.json").With("app/eu/deep.tfstate").With("B.tfstate");

        (await NamesAsync(_files.Folder)).ShouldBe(["B.tfstate", "app/eu/deep.tfstate", "app/prod.tfstate.json", "net/terraform.tfstate"]);
        (await NamesAsync("acme=" + _files.Folder)).ShouldContain("acme/net/terraform.tfstate");
    }

    [Fact]
    public async Task Of_other_files_in_a_folder_only_json_with_a_state_in_it_counts()
    {
        _files.With("pulled.json")
            .With("events.json", """{"Records":[]}""")
            .With("broken.json", "{")
            .With("terraform.tfstate.backup")
            .With(".terraform.tfstate.lock.info", "{}")
            .With(".terraform/terraform.tfstate")
            .With("readme.md");

        (await NamesAsync(_files.Folder)).ShouldBe(["pulled.json"]);
    }

    [Theory]
    [InlineData("*/terraform.tfstate", "eu/terraform.tfstate us/terraform.tfstate")]
    [InlineData("?s/*.tfstate", "us/terraform.tfstate")]
    [InlineData("**/terraform.tfstate", "eu/net/terraform.tfstate eu/terraform.tfstate us/terraform.tfstate")]
    [InlineData("**", "eu/net/terraform.tfstate eu/terraform.tfstate us/terraform.tfstate")]
    [InlineData("e*", "eu/net/terraform.tfstate eu/terraform.tfstate")]
    [InlineData("eu/*", "net/terraform.tfstate terraform.tfstate")]
    [InlineData("eu/**/*.backup", "terraform.tfstate.backup")]
    public async Task A_glob_names_states_below_its_last_plain_folder(string glob, string expected)
    {
        _files.With("eu/terraform.tfstate").With("eu/terraform.tfstate.backup").With("eu/net/terraform.tfstate").With("us/terraform.tfstate");

        (await NamesAsync(_files.At(glob))).ShouldBe(expected.Split(' '));
    }

    [Fact]
    public async Task A_folder_with_an_equals_sign_is_found_as_it_is_written()
    {
        _files.With("env=prod/terraform.tfstate");

        (await NamesAsync(_files.At("env=prod"))).ShouldBe(["terraform.tfstate"]);
        (await NamesAsync("shop=" + _files.At("env=*/*.tfstate"))).ShouldBe(["shop/env=prod/terraform.tfstate"]);
    }

    [Fact]
    public async Task A_broken_state_does_not_keep_the_others_out()
    {
        _files.With("a.tfstate").With("b.tfstate", "{\"version\":").With("c.tfstate", "").With("d.tfstate");

        var states = await ReadAsync(_files.Folder);

        states.Select(s => (s.Source.Name, IsRead: s.State is not null)).ShouldBe([("a.tfstate", true), ("b.tfstate", false), ("c.tfstate", false), ("d.tfstate", true)]);
        states[1].Problem.ShouldNotBeNull().ShouldStartWith($"State 'b.tfstate' at {_files.At("b.tfstate")} ends in the middle");
        states[2].Problem.ShouldNotBeNull().ShouldStartWith($"State 'c.tfstate' at {_files.At("c.tfstate")} is empty");
    }

    [Fact]
    public async Task A_link_that_leads_nowhere_is_reported()
    {
        _files.With("a.tfstate");
        File.CreateSymbolicLink(_files.At("b.tfstate"), _files.At("gone"));

        (await ReadAsync(_files.Folder))[1].Problem.ShouldNotBeNull().ShouldContain("cannot be read");
    }

    [Fact]
    public async Task Folders_that_link_in_a_circle_are_read_once()
    {
        _files.With("net/terraform.tfstate");
        Directory.CreateSymbolicLink(_files.At("net/again"), _files.Folder);
        File.CreateSymbolicLink(_files.At("linked.tfstate"), _files.At("net/terraform.tfstate"));

        (await NamesAsync(_files.Folder)).ShouldBe(["linked.tfstate", "net/terraform.tfstate"]);
        (await NamesAsync(_files.At("**/terraform.tfstate"))).ShouldBe(["net/terraform.tfstate"]);
    }

    [Fact]
    public async Task States_that_would_share_a_name_are_called_by_their_paths()
    {
        _files.With("eu/terraform.tfstate").With("us/terraform.tfstate");
        var here = Directory.GetCurrentDirectory();

        var names = await NamesAsync(_files.At("eu"), _files.At("us/terraform.tfstate"));

        names.ShouldBe([Below("eu/terraform.tfstate"), Below("us/terraform.tfstate")]);

        string Below(string path) => Path.GetRelativePath(here, _files.At(path)).Replace('\\', '/');
    }

    [Fact]
    public async Task A_file_given_twice_is_read_once()
    {
        _files.With("a.tfstate");

        (await NamesAsync("prod=" + _files.At("a.tfstate"), _files.Folder)).ShouldBe(["prod"]);
    }

    [Fact]
    public async Task A_name_given_twice_is_refused()
    {
        _files.With("a.tfstate").With("b.tfstate");

        (await RefusalAsync("prod=" + _files.At("a.tfstate"), "prod=" + _files.At("b.tfstate")))
            .ShouldStartWith($"Two states are named 'prod': {_files.At("a.tfstate")} and {_files.At("b.tfstate")}.");
    }

    [Theory]
    [InlineData("missing.tfstate", "no such file or folder")]
    [InlineData("*.tfstate", "nothing that matches")]
    [InlineData("empty", "There is no state below")]
    public async Task Nothing_there_is_the_users_mistake(string path, string sentence)
    {
        _files.With("empty/events.json", """{"Records":[]}""");

        (await RefusalAsync(_files.At(path))).ShouldContain(sentence);
    }

    [Theory]
    [InlineData("prod=hcp://acme/prod")]
    [InlineData("tfe://tfe.example.com/acme/prod")]
    [InlineData("https://example.com/state")]
    [InlineData("postgres://db/terraform")]
    public async Task A_remote_state_is_refused_with_a_way_out(string argument) =>
        (await RefusalAsync(argument)).ShouldBe($"The state '{argument}' is remote, which this version cannot read. Write it to a file with `terraform state pull` and give that.");

    [Fact]
    public async Task An_unknown_scheme_is_named() => (await RefusalAsync("gopher://acme")).ShouldContain("the unknown scheme 'gopher'");

    private static Task<IReadOnlyList<LoadedState>> ReadAsync(params string[] arguments) =>
        StatePlaces.OnDisk(Directory.GetCurrentDirectory()).ReadAsync([.. arguments.Select(a => new StateEntry { Url = a })], new KnownStates(new StateCopies()), TestContext.Current.CancellationToken);

    private static async Task<IEnumerable<string>> NamesAsync(params string[] arguments) =>
        (await ReadAsync(arguments)).Select(state => state.State.ShouldNotBeNull(state.Problem).Name);

    private static async Task<string> RefusalAsync(params string[] arguments) =>
        (await Should.ThrowAsync<UsageException>(() => ReadAsync(arguments))).Message;
}
