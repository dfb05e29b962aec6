using DriftStream.States;
using DriftStream.States.Sources.Hcp;
using DriftStream.Tests.Commands;
using Shouldly;
using Xunit;

namespace DriftStream.Tests.States.Hcp;

public sealed class HcpTokensTests
{
    private const string Cloud = "app.terraform.io";

    [Theory]
    [InlineData("TF_TOKEN_app_terraform_io", Cloud)]
    [InlineData("TF_TOKEN_app.terraform.io", Cloud)]
    [InlineData("TF_TOKEN_APP_terraform_io", Cloud)]
    [InlineData("TF_TOKEN_my__tfe_example_com", "my-tfe.example.com")]
    [InlineData("TF_TOKEN_my-tfe.example.com", "my-tfe.example.com")]
    [InlineData("TF_TOKEN_xn____bcher__kva_example", "xn--bcher-kva.example")]
    [InlineData("TF_TOKEN_tfe_example_com:8443", "tfe.example.com:8443")]
    public void A_variable_names_its_host_as_Terraform_reads_it(string variable, string host)
    {
        var token = new HcpTokens(new Dictionary<string, string> { [variable] = "let-me-in" }).Find(host).ShouldNotBeNull();

        (token.Value.Reveal(), token.Whence).ShouldBe(("let-me-in", variable));
    }

    [Theory]
    [InlineData("app.terraform.io", "TF_TOKEN_app_terraform_io")]
    [InlineData("my-tfe.example.com", "TF_TOKEN_my__tfe_example_com")]
    public void The_variable_of_a_host_is_named_as_Terraform_names_it(string host, string variable) => HcpTokens.VariableOf(host).ShouldBe(variable);

    [Fact]
    public void Of_several_places_the_environment_counts_first_then_what_login_left_then_Terraforms_configuration()
    {
        using var home = new TestFolder();
        var environment = new Dictionary<string, string> { [OperatingSystem.IsWindows() ? "APPDATA" : "HOME"] = home.Path };
        var tokens = new HcpTokens(environment);
        tokens.Find(Cloud).ShouldBeNull();

        home.Write(OperatingSystem.IsWindows() ? "terraform.rc" : ".terraformrc", """
            # What others need
            plugin_cache_dir = "$HOME/.terraform.d/plugin-cache"
            credentials "tfe.example.com" {
              token = "of-another"
            }
            credentials "app.terraform.io" {
              token = "of-configuration"
            }
            """);
        tokens.Find(Cloud)!.Value.Reveal().ShouldBe("of-configuration");

        home.Write(OperatingSystem.IsWindows() ? "terraform.d/credentials.tfrc.json" : ".terraform.d/credentials.tfrc.json", """{"credentials":{"app.terraform.io":{"token":"of-login"}}}""");
        tokens.Find(Cloud)!.Value.Reveal().ShouldBe("of-login");
        tokens.Find("tfe.example.com")!.Value.Reveal().ShouldBe("of-another");

        environment["TF_TOKEN_app_terraform_io"] = "of-environment";
        tokens.Find(Cloud)!.Value.Reveal().ShouldBe("of-environment");
    }

    [Fact]
    public void A_configuration_that_is_named_counts_in_place_of_the_one_at_home()
    {
        using var home = new TestFolder();
        var named = home.Write("ci.tfrc", """credentials "app.terraform.io" { token = "of-ci" }""");

        new HcpTokens(new Dictionary<string, string> { ["HOME"] = home.Path, ["TF_CLI_CONFIG_FILE"] = named }).Find(Cloud)!.Whence.ShouldBe(named);
    }

    [Fact]
    public void Credentials_that_are_no_json_are_told()
    {
        using var home = new TestFolder();
        home.Write(OperatingSystem.IsWindows() ? "terraform.d/credentials.tfrc.json" : ".terraform.d/credentials.tfrc.json", """{"credentials":{"app.terraform.io":{"token":"half""");

        var failure = Should.Throw<StateSourceException>(() => new HcpTokens(new Dictionary<string, string> { [OperatingSystem.IsWindows() ? "APPDATA" : "HOME"] = home.Path }).Find(Cloud));

        failure.Message.ShouldEndWith("are no JSON: put the file right, or run `terraform login app.terraform.io` again");
        failure.Message.ShouldNotContain("half");
    }
}
