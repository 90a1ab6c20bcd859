using Playground.Addresses;
using Playground.Tabs.BreakIt;
using Playground.Tabs.Fit;
using Playground.Tabs.Formula;
using Playground.Tabs.Gpt;
using Playground.Tabs.Network;

namespace MicrogradSharp.Tests.Samples.Playground;

public sealed class TabStateTests
{
    [Fact]
    public void Every_state_survives_its_address()
    {
        Survives(new FormulaState("f*x + z", LeafData.Default.With("f", 0.1).With("x", -3)));
        Survives(new FormulaState("x*(", LeafData.Default));
        Survives(new FormulaState("view*step", LeafData.Default.With("view", 2)) { View = FormulaView.Walk, Step = 3, Along = "step" });
        Survives(new FormulaState("[f.]*f", LeafData.Default.With("f.", 2).With("f", 3)) { View = FormulaView.Quiz, Guesses = "1,_,-0.5" });
        Survives(new FormulaState("x", LeafData.Default) { Guesses = string.Join(',', Enumerable.Repeat("-0.12345678901234567", 500)) });
        Survives(NetworkState.Default with { Dataset = "xor", Seed = 7, Steps = 12 });
        Survives(FitState.Of(CertifiedProblem.All[^1], 2));
        Survives(new FitState(FitState.Own, "x,y;z\n1,2", "a*x*(", "a:1:0::1,b:-0.1"));
        Survives(new GptState("anna,bert", true, 7, 12, 1.5, "tanna", 3));
        Survives(new BreakItState("nan", true, true, 12, 0.1, "wrong-slope.nan."));
    }

    [Fact]
    public void A_zero_keeps_its_sign_in_an_address()
    {
        var state = new FormulaState("1/x2", LeafData.Default.With("x2", -0.0));

        double zero = FormulaState.Parse(Fields.Parse(state.Format().ToString())).Data.Of("x2");

        double.IsNegative(zero).Should().BeTrue();
    }

    [Fact]
    public void A_state_with_defaults_has_no_fields()
    {
        HasNoFields<FormulaState>();
        HasNoFields<NetworkState>();
        HasNoFields<FitState>();
        HasNoFields<GptState>();
        HasNoFields<BreakItState>();
    }

    private static void Survives<TState>(TState state)
        where TState : ITabState<TState>
    {
        TState.Parse(Fields.Parse(state.Format().ToString())).Should().Be(state);
    }

    private static void HasNoFields<TState>()
        where TState : ITabState<TState>
    {
        TState.Parse(Fields.Empty).Format().Count.Should().Be(0);
    }
}
