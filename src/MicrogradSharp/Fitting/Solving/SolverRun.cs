using MicrogradSharp.LinearAlgebra;
using MicrogradSharp.Optim;

namespace MicrogradSharp.Fitting.Solving;

/// <summary>What the phases of a run share: the current point with its model, and a point to try. Allocated once.</summary>
internal sealed class SolverRun
{
    private const double Vanished = 1e-50, VanishedShare = 1e-40;
    private readonly double[] _norms;
    private double _firstCost = -1;

    public SolverRun(IResidualFunction function, SolverOptions options)
    {
        int n = function.ParameterCount;
        Options = options;
        Evaluator = new ResidualEvaluator(function, options.Loss);
        ParameterBox = new ParameterBox(n, options.Lower, options.Upper);
        (Point, Trial) = (new SolverPoint(n, function.ResidualCount), new SolverPoint(n, function.ResidualCount));
        bool[] isLinear = new bool[n];
        for (int j = 0; j < n; j++)
        {
            isLinear[j] = options is { SeparatesLinear: true, Loss: null } && function.IsLinear[j] && !ParameterBox.IsBounded(j);
        }
        int rows = function.ResidualCount;
        (Model, TrialModel) = (new StepModel(isLinear, rows, options.MaxThreads), new StepModel(isLinear, rows, options.MaxThreads));
        (Gradient, Step, Scales, _norms) = (new double[n], new double[n], new double[n], new double[n]);
    }

    public SolverOptions Options { get; }

    public ResidualEvaluator Evaluator { get; }

    public ParameterBox ParameterBox { get; }

    public SolverPoint Point { get; private set; }

    public SolverPoint Trial { get; private set; }

    /// <summary>The model at <see cref="Point"/>.</summary>
    public StepModel Model { get; private set; }

    public StepModel TrialModel { get; private set; }

    /// <summary>The gradient of the cost at <see cref="Point"/>.</summary>
    public double[] Gradient { get; }

    public double[] Step { get; }

    /// <summary>D: the scale of each parameter.</summary>
    public double[] Scales { get; }

    public int Iterations { get; private set; }

    public bool HasLinear => Model.LinearCount > 0;

    /// <summary>The reason to stop if a limit is reached.</summary>
    public SolverStopReason? Limit =>
        Iterations >= Options.MaxIterations ? SolverStopReason.IterationLimit
        : Evaluator.Evaluations >= Options.MaxEvaluations ? SolverStopReason.EvaluationLimit
        : null;

    /// <summary>
    /// Whether residuals are 0 for all purposes. Where the Jacobian is singular at the solution, they shrink step by step without end.
    /// </summary>
    public bool HasVanished => Point.Cost <= Math.Min(Vanished, VanishedShare * _firstCost);

    public void BeginIteration()
    {
        Options.CancellationToken.ThrowIfCancellationRequested();
        Iterations++;
    }

    /// <summary>Writes the trial's parameters: a step from the point, within the box.</summary>
    /// <returns>Whether any parameter differs from the point's.</returns>
    public bool PlaceTrial()
    {
        bool moved = false;
        for (int j = 0; j < Step.Length; j++) Trial.Parameters[j] = Point.Parameters[j] + Step[j];
        ParameterBox.Project(Trial.Parameters);
        for (int j = 0; j < Step.Length; j++) moved |= Trial.Parameters[j] != Point.Parameters[j];
        return moved;
    }

    /// <summary>Evaluates the trial with its Jacobian, and makes its model.</summary>
    /// <returns>Whether everything is finite.</returns>
    public bool TryModelTrial()
    {
        if (!Evaluator.EvaluateWithJacobian(Trial)) return false;
        TrialModel.Factor(Evaluator, Trial);
        return TrialModel.IsFinite;
    }

    /// <summary>Makes the trial the current point.</summary>
    public void AcceptTrial()
    {
        (Point, Trial) = (Trial, Point);
        (Model, TrialModel) = (TrialModel, Model);
        if (_firstCost < 0) _firstCost = Point.Cost;
        UpdateGradient();
        UpdateScales();
    }

    /// <summary>Computes ‖D p‖, without the linear parameters: what the size of a step is compared with.</summary>
    public double ScaledSize()
    {
        double squares = 0;
        for (int k = Model.LinearCount; k < Model.Count; k++)
        {
            int j = Model.Order[k];
            squares += Scales[j] * Point.Parameters[j] * (Scales[j] * Point.Parameters[j]);
        }
        return Math.Sqrt(squares);
    }

    /// <summary>
    /// Scales each parameter by the largest norm of its column so far (Moré 1978, section 6), without the part that the linear parameters
    /// can take over.
    /// </summary>
    private void UpdateScales()
    {
        for (int k = Model.LinearCount; k < Model.Count; k++)
        {
            int j = Model.Order[k];
            if (Options.Scales.Length > 0 && Options.Scales[j] > 0)
            {
                Scales[j] = 1 / Options.Scales[j];
                continue;
            }
            double norm = Householder.Norm(Model.LowerColumn(k));
            _norms[j] = Math.Max(_norms[j], norm > 0 ? norm : 0);
            Scales[j] = _norms[j] > 0 ? _norms[j] : 1;
        }
    }

    private void UpdateGradient()
    {
        for (int k = 0; k < Model.Count; k++)
        {
            double sum = 0;
            var column = Model.Column(k);
            for (int i = 0; i < column.Length; i++) sum += column[i] * Model.C[i];
            Gradient[Model.Order[k]] = sum;
        }
    }
}
