using MicrogradSharp.Optim;
using MicrogradSharp.Tests.Contracts;

namespace MicrogradSharp.Tests.Optim;

/// <summary>What every optimiser must do.</summary>
public sealed class OptimizerTests
{
    private static readonly Dictionary<string, Func<IReadOnlyList<Node>, Optimizer>> s_optimizers = new()
    {
        ["sgd"] = p => new Sgd(p, learningRate: 5e-4),
        ["sgd_momentum"] = p => new Sgd(p, learningRate: 2e-4, momentum: 0.9),
        ["sgd_nesterov"] = p => new Sgd(p, learningRate: 2e-4, momentum: 0.9, nesterov: true),
        ["sgd_weight_decay"] = p => new Sgd(p, learningRate: 5e-4, momentum: 0.5, weightDecay: 0.1),
        ["adam"] = p => new Adam(p, learningRate: 0.02),
        ["adam_betas"] = p => new Adam(p, learningRate: 0.02, beta1: 0.8, beta2: 0.95, epsilon: 1e-6),
        ["adam_weight_decay"] = p => new Adam(p, learningRate: 0.02, weightDecay: 0.1),
        ["adamw"] = p => new AdamW(p, learningRate: 0.02, weightDecay: 0.1),
        ["rmsprop"] = p => new RmsProp(p, learningRate: 0.005),
        ["adagrad"] = p => new Adagrad(p, learningRate: 0.1),
    };

    /// <summary>Options that the reference paths do not cover.</summary>
    private static readonly Dictionary<string, Func<IReadOnlyList<Node>, Optimizer>> s_others = new()
    {
        ["rmsprop with everything"] = p => new RmsProp(p, learningRate: 0.001, alpha: 0.9, epsilon: 1e-6, momentum: 0.5, weightDecay: 0.1),
        ["adagrad with everything"] = p => new Adagrad(
            p, learningRate: 0.1, epsilon: 1e-6, learningRateDecay: 0.1, weightDecay: 0.1, initialAccumulator: 0.5),
        ["signs"] = p => new SignDescent(p, learningRate: 0.001),
    };

    public static TheoryData<string> References => [.. s_optimizers.Keys];

    public static TheoryData<string> All => [.. s_optimizers.Keys, .. s_others.Keys];

    [Theory]
    [MemberData(nameof(References))]
    public void The_path_is_that_of_the_reference(string name)
    {
        var reference = ReferenceValues.Json("optimisers.json").GetProperty("optimisers").EnumerateArray()
            .Single(o => o.GetProperty("optimiser").GetString() == name);
        var p = Start(ReferenceValues.Numbers(reference.GetProperty("start")));
        var optimizer = s_optimizers[name](p);
        foreach (double[] row in reference.GetProperty("path").EnumerateArray().Select(ReferenceValues.Numbers))
        {
            Descend(optimizer, p).ShouldBeNear(row[0], 1e-12);
            p[0].Data.ShouldBeNear(row[1], 1e-12, $"x after step {optimizer.StepCount}");
            p[1].Data.ShouldBeNear(row[2], 1e-12, $"y after step {optimizer.StepCount}");
        }
        optimizer.StepCount.Should().Be(40);
    }

    [Fact]
    public void A_state_is_a_copy_and_cannot_be_written_through()
    {
        Node p = 1.0;
        var sgd = new Sgd([p], 0.1, momentum: 0.9);
        p.Grad = 3;
        sgd.Step();
        double[] given = [5];
        var made = new OptimizerState("Sgd", 1, 0.1, new Dictionary<string, ReadOnlyMemory<double>> { ["momentum_buffer"] = given });
        var taken = sgd.GetState();
        given[0] = 7;
        sgd.Step();
        (made.Buffers["momentum_buffer"].Span[0], taken.Buffers["momentum_buffer"].Span[0]).Should().Be((5, 3));
        taken.Buffers.Should().BeAssignableTo<IDictionary<string, ReadOnlyMemory<double>>>().Which.IsReadOnly.Should().BeTrue();
    }

    [Fact]
    public void Every_reference_path_is_compared() =>
        ReferenceValues.Json("optimisers.json").GetProperty("optimisers").EnumerateArray()
            .Select(o => o.GetProperty("optimiser").GetString())
            .Should().BeEquivalentTo(s_optimizers.Keys);

    [Theory]
    [MemberData(nameof(All))]
    public void A_run_that_resumes_from_a_state_is_bit_identical(string name)
    {
        var p = Start(-0.6, 0.1);
        var optimizer = Make(name, p);
        for (int i = 0; i < 10; i++) Descend(optimizer, p);
        optimizer.LearningRate *= 0.5;
        var state = optimizer.GetState();
        var q = Start(p[0].Data, p[1].Data);
        for (int i = 0; i < 10; i++) Descend(optimizer, p);

        var resumed = Make(name, q);
        resumed.SetState(new OptimizerState(state.Kind, state.StepCount, state.LearningRate, state.Buffers));
        for (int i = 0; i < 10; i++) Descend(resumed, q);
        q.Select(node => node.Data).Should().Equal(p.Select(node => node.Data), "the state is a copy, and whole");
        resumed.StepCount.Should().Be(20);
        resumed.LearningRate.Should().Be(optimizer.LearningRate);
    }

    [Theory]
    [MemberData(nameof(All))]
    public void A_step_allocates_nothing(string name)
    {
        var p = Start(-0.6, 0.1);
        var optimizer = Make(name, p);
        Descend(optimizer, p);
        optimizer.Step();
        Allocated.By(() =>
        {
            optimizer.Step();
            optimizer.ZeroGrad();
        }).Should().Be(0);
    }

    [Theory]
    [MemberData(nameof(All))]
    public void A_rate_of_zero_moves_nothing_and_a_step_keeps_the_gradients(string name)
    {
        var p = Start(-0.6, 0.1);
        var optimizer = Make(name, p);
        optimizer.LearningRate = 0;
        Descend(optimizer, p);
        p.Select(node => node.Data).Should().Equal(-0.6, 0.1);
        p.Select(node => node.Grad).Should().NotContain(0);
        optimizer.ZeroGrad();
        p.Select(node => node.Grad).Should().OnlyContain(gradient => gradient == 0);
        optimizer.Parameters.Should().Equal(p);
    }

    [Theory]
    [MemberData(nameof(All))]
    public void NaN_in_a_gradient_stays_in_its_parameter(string name)
    {
        var p = Start(-0.6, 0.1);
        p[0].Grad = double.NaN;
        p[1].Grad = 1;
        Make(name, p).Step();
        p[0].Data.Should().Be(double.NaN);
        p[1].Data.Should().BeLessThan(0.1);
    }

    [Fact]
    public void States_of_another_kind_or_size_are_refused_and_change_nothing()
    {
        var p = Start(-0.6, 0.1);
        var adam = new Adam(p, learningRate: 0.5);
        adam.GetState().Buffers.Keys.Should().BeEquivalentTo("exp_avg", "exp_avg_sq");
        ((Action)(() => adam.SetState(new AdamW(p).GetState())))
            .Should().Throw<ArgumentException>().WithMessage("state must be that of Adam, but was that of AdamW.*");
        ((Action)(() => new Sgd(p, 1).SetState(new Sgd(p, 1, momentum: 0.9).GetState()))).Should().Throw<ArgumentException>()
            .WithMessage("state must have the buffers [], but has [momentum_buffer].*");
        ((Action)(() => adam.SetState(new Adam(Start(1, 2, 3)).GetState()))).Should().Throw<ArgumentException>()
            .WithMessage("state must have 2 numbers in exp_avg*, one for each parameter, but has 3.*");
        ((Action)(() => adam.SetState(null!))).Should().Throw<ArgumentNullException>();
        (adam.LearningRate, adam.StepCount).Should().Be((0.5, 0));
        ((Action)(() => _ = new OptimizerState(" ", 0, 1, new Dictionary<string, ReadOnlyMemory<double>>())))
            .Should().Throw<ArgumentException>().WithParameterName("kind");
        ((Action)(() => _ = new OptimizerState("Adam", -1, 1, new Dictionary<string, ReadOnlyMemory<double>>())))
            .Should().Throw<ArgumentOutOfRangeException>().WithMessage("stepCount must be at least 0, but was -1.*");
        ((Action)(() => _ = new OptimizerState("Adam", 0, double.NaN, new Dictionary<string, ReadOnlyMemory<double>>())))
            .Should().Throw<ArgumentOutOfRangeException>().WithMessage("learningRate must be finite and at least 0, but was NaN.*");
        ((Action)(() => _ = new OptimizerState("Adam", 0, 1, null!))).Should().Throw<ArgumentNullException>();
    }

    [Fact]
    public void Wrong_parameters_are_named()
    {
        Node x = 1.0;
        ((Action)(() => _ = new Sgd(null!, 1))).Should().Throw<ArgumentNullException>().WithParameterName("parameters");
        ((Action)(() => _ = new Sgd([], 1)))
            .Should().Throw<ArgumentException>().WithMessage("parameters must hold at least 1 node, but was empty.*");
        ((Action)(() => _ = new Sgd([x, 2.0, x], 1)))
            .Should().Throw<ArgumentException>().WithMessage("parameters must differ from each other, but number 2 came before.*");
        ((Action)(() => _ = new Sgd([x, x * x], 1)))
            .Should().Throw<ArgumentException>().WithMessage("parameters must be leaves, but number 1 is the output of an operation.*");
        ((Action)(() => _ = new Sgd([default], 1))).Should().Throw<InvalidOperationException>().WithMessage("*default(Node)*");
        ((Action)(() => _ = new SignDescent([x], 1, "twice", "twice")))
            .Should().Throw<ArgumentException>().WithMessage("name must be new, but there is already a buffer 'twice'.*");
    }

    [Fact]
    public void Wrong_options_are_named()
    {
        Node[] p = [1.0];
        (Action Make, string Message)[] wrong =
        [
            (() => _ = new Sgd(p, -1), "learningRate must be finite and at least 0, but was -1.*"),
            (() => new Sgd(p, 1).LearningRate = double.PositiveInfinity, "LearningRate must be finite and at least 0, but was Infinity.*"),
            (() => _ = new Sgd(p, 1, momentum: -0.1), "momentum must be finite and at least 0, but was -0.1.*"),
            (() => _ = new Sgd(p, 1, weightDecay: double.NaN), "weightDecay must be finite and at least 0, but was NaN.*"),
            (() => _ = new Adam(p, beta1: 1), "beta1 must be at least 0 and below 1, but was 1.*"),
            (() => _ = new Adam(p, beta2: -0.5), "beta2 must be at least 0 and below 1, but was -0.5.*"),
            (() => _ = new Adam(p, epsilon: -1), "epsilon must be finite and at least 0, but was -1.*"),
            (() => _ = new AdamW(p, weightDecay: -1), "weightDecay must be finite and at least 0, but was -1.*"),
            (() => _ = new RmsProp(p, alpha: double.NaN), "alpha must be at least 0 and below 1, but was NaN.*"),
            (() => _ = new RmsProp(p, momentum: -1), "momentum must be finite and at least 0, but was -1.*"),
            (() => _ = new Adagrad(p, learningRateDecay: -1), "learningRateDecay must be finite and at least 0, but was -1.*"),
            (() => _ = new Adagrad(p, initialAccumulator: -1), "initialAccumulator must be finite and at least 0, but was -1.*"),
        ];
        foreach (var (make, message) in wrong) make.Should().Throw<ArgumentOutOfRangeException>().WithMessage(message);
        ((Action)(() => _ = new Sgd(p, 1, nesterov: true)))
            .Should().Throw<ArgumentException>().WithMessage("nesterov requires a momentum above 0, but momentum was 0.*");
    }

    private static Node[] Start(params double[] numbers) => [.. numbers.Select(number => (Node)number)];

    private static Optimizer Make(string name, Node[] p) => (s_optimizers.GetValueOrDefault(name) ?? s_others[name])(p);

    /// <summary>Takes a step on Rosenbrock's function, and returns its value before the step.</summary>
    private static double Descend(Optimizer optimizer, Node[] p)
    {
        optimizer.ZeroGrad();
        var f = (1 - p[0]).Pow(2) + 100 * (p[1] - p[0].Pow(2)).Pow(2);
        f.Backward();
        optimizer.Step();
        return f.Data;
    }

    /// <summary>A custom optimiser with a buffer.</summary>
    private sealed class SignDescent : Optimizer
    {
        private readonly double[] _sum;

        public SignDescent(IReadOnlyList<Node> parameters, double learningRate, params string[] more)
            : base(parameters, learningRate)
        {
            _sum = AddBuffer("sum", start: 1e-3);
            foreach (string name in more) AddBuffer(name);
        }

        protected override void Update(Span<double> gradient, Span<double> data)
        {
            for (int i = 0; i < data.Length; i++)
            {
                _sum[i] = 0.5 * _sum[i] + gradient[i];
                data[i] -= LearningRate * (double.IsNaN(_sum[i]) ? _sum[i] : Math.Sign(_sum[i]));
            }
        }
    }
}
