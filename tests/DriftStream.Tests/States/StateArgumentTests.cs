using DriftStream.Configuration;
using DriftStream.States;
using Shouldly;
using Xunit;

namespace DriftStream.Tests.States;

public sealed class StateArgumentTests
{
    [Theory]
    [InlineData("prod.tfstate", null, "prod.tfstate")]
    [InlineData("prod=envs/prod", "prod", "envs/prod")]
    [InlineData("C=envs/prod", "C", "envs/prod")]
    [InlineData("team/prod=envs/prod", "team/prod", "envs/prod")]
    [InlineData("prod=a=b", "prod", "a=b")]
    [InlineData("./env=prod/terraform.tfstate", null, "./env=prod/terraform.tfstate")]
    [InlineData("/env=prod", null, "/env=prod")]
    [InlineData("*/env=prod", null, "*/env=prod")]
    [InlineData("C:\\env=prod", null, "C:\\env=prod")]
    [InlineData("https://example.com/state?ref=main", null, "https://example.com/state?ref=main")]
    [InlineData("prod=https://example.com/state?ref=main", "prod", "https://example.com/state?ref=main")]
    public void What_stands_before_the_first_equals_sign_is_the_name_unless_it_is_part_of_the_place(string text, string? name, string target) =>
        StateArgument.Parse(text, isPath: _ => false).ShouldBe(new StateArgument(name, target));

    [Fact]
    public void A_path_that_is_there_is_a_path_although_it_has_an_equals_sign() =>
        StateArgument.Parse("env=prod.tfstate", isPath: text => text == "env=prod.tfstate").ShouldBe(new StateArgument(null, "env=prod.tfstate"));

    [Theory]
    [InlineData("s3://acme/prod/", "s3")]
    [InlineData("prod=hcp://acme", "hcp")]
    [InlineData("C://states", null)]
    [InlineData("states/prod", null)]
    public void An_address_has_a_scheme_and_a_path_has_none(string text, string? scheme) =>
        StateArgument.Parse(text, isPath: _ => false).Scheme.ShouldBe(scheme);

    [Theory]
    [InlineData("", "A state is empty: give a file, a folder, a glob or an address.")]
    [InlineData("=prod.tfstate", "The state '=prod.tfstate' lacks its name: write name=path, or the path alone.")]
    [InlineData("prod=", "The state 'prod=' lacks its place: write name=path, or the path alone.")]
    public void A_half_argument_is_refused(string text, string sentence) =>
        Should.Throw<UsageException>(() => StateArgument.Parse(text, isPath: _ => false)).Message.ShouldBe(sentence);
}
