//! A bundle as `helm template` and `kustomize build` print it: CustomResourceDefinitions make up half of it,
//! texts in ConfigMaps much of the rest, and few of its objects have Pods.

use std::fmt::Write as _;

/// The objects of an application.
const PARTS: [fn(usize) -> String; 9] = [
    definition,
    service_account,
    role,
    config_map,
    service,
    deployment,
    stateful_set,
    cron_job,
    monitor,
];

/// A bundle of at least this size, in bytes.
pub fn text(bytes: usize) -> String {
    let mut text = String::with_capacity(bytes + bytes / 8);
    let mut number = 0;
    while text.len() < bytes {
        for part in PARTS {
            let object = part(number);
            let _ = write!(
                text,
                "---\n# Source: platform/templates/app-{number}.yaml\n{object}"
            );
        }
        number += 1;
    }
    text
}

fn metadata(name: &str, number: usize) -> String {
    format!(
        "\
metadata:
  name: {name}-{number}
  namespace: team-{team}
  labels:
    app.kubernetes.io/name: {name}
    app.kubernetes.io/instance: \"{name}-{number}\"
    app.kubernetes.io/version: \"1.{number}.0\"
    app.kubernetes.io/managed-by: Helm
    helm.sh/chart: platform-4.2.1
",
        team = number % 7
    )
}

fn definition(number: usize) -> String {
    let mut text = format!(
        "\
apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata:
  annotations:
    controller-gen.kubebuilder.io/version: v0.16.1
  name: widgets{number}.example.com
spec:
  group: example.com
  names:
    kind: Widget{number}
    plural: widgets{number}
  scope: Namespaced
  versions:
  - name: v1
    schema:
      openAPIV3Schema:
        description: Widget is the Schema for the widgets API
        properties:
          spec:
            properties:
"
    );
    for field in 0..90 {
        let _ = write!(
            text,
            "              field{field}:
                description: |-
                  Field{field} selects what the controller does when the object is reconciled.
                  More info: https://example.com/docs/widgets#field{field}
                items:
                  properties:
                    image:
                      description: 'The image of the container: a name with a tag, it''s optional.'
                      type: string
                    port:
                      anyOf:
                      - type: integer
                      - type: string
                      x-kubernetes-int-or-string: true
                  required:
                  - image
                  type: object
                type: array
"
        );
    }
    text.push_str(
        "            type: object\n        type: object\n    served: true\n    storage: true\n",
    );
    text
}

fn service_account(number: usize) -> String {
    format!(
        "apiVersion: v1\nkind: ServiceAccount\n{}imagePullSecrets:\n- name: registry\n",
        metadata("app", number)
    )
}

fn role(number: usize) -> String {
    let mut text = format!(
        "apiVersion: rbac.authorization.k8s.io/v1\nkind: Role\n{}rules:\n",
        metadata("app", number)
    );
    for group in ["\"\"", "apps", "batch", "example.com", "networking.k8s.io"] {
        let _ = write!(
            text,
            "- apiGroups: [{group}]\n  resources: [pods, deployments, jobs]\n  verbs:\n  - get\n  - list\n  - watch\n  - create\n"
        );
    }
    text
}

fn config_map(number: usize) -> String {
    let mut text = format!(
        "apiVersion: v1\nkind: ConfigMap\n{}data:\n  config.yaml: |\n",
        metadata("app", number)
    );
    for line in 0..60 {
        let _ = writeln!(
            text,
            "    rule-{line}: {{match: \"/api/v{line}/.*\", image: \"nginx:{line}\", retries: 3}}"
        );
    }
    text.push_str("  dashboard.json: |-\n    {\n");
    for line in 0..80 {
        let _ = writeln!(
            text,
            "      \"panel-{line}\": {{ \"expr\": \"rate(http_requests_total[{line}m])\", \"legend\": true }},"
        );
    }
    text.push_str("      \"version\": 4\n    }\n");
    text
}

fn service(number: usize) -> String {
    format!(
        "apiVersion: v1\nkind: Service\n{}spec:\n  selector:\n    app.kubernetes.io/name: app\n  ports:\n  - name: http\n    port: 80\n    targetPort: http\n",
        metadata("app", number)
    )
}

fn pod(number: usize, indent: usize) -> String {
    let pod = format!(
        "\
serviceAccountName: app-{number}
securityContext:
  runAsNonRoot: true
  fsGroup: 65534
initContainers:
- name: migrate
  image: \"registry.example.com/team/migrate:v1.{number}\"
  command: [\"/bin/sh\", \"-c\", \"migrate --to latest\"]
containers:
- name: app
  image: \"registry.example.com/team/app-{number}:v1.{number}\"
  imagePullPolicy: IfNotPresent
  args:
  - --config=/etc/app/config.yaml
  - --log-level=info
  env:
  - name: POD_NAME
    valueFrom:
      fieldRef:
        fieldPath: metadata.name
  - name: PASSWORD
    valueFrom:
      secretKeyRef:
        name: app-{number}
        key: password
  - name: OPTIONS
    value: \"-Xmx512m -Dfile.encoding=UTF-8\"
  ports:
  - name: http
    containerPort: 8080
  livenessProbe:
    httpGet:
      path: /healthz
      port: http
    initialDelaySeconds: 10
  resources:
    limits: {{cpu: 500m, memory: 512Mi}}
    requests:
      cpu: 100m
      memory: 128Mi
  volumeMounts:
  - name: config
    mountPath: /etc/app
- name: proxy
  image: quay.io/oauth2-proxy/oauth2-proxy:v7.{minor}.0
volumes:
- name: config
  configMap:
    name: app-{number}
",
        minor = number % 10
    );
    let space = " ".repeat(indent);
    let lines: Vec<String> = pod.lines().map(|line| format!("{space}{line}")).collect();
    lines.join("\n") + "\n"
}

fn deployment(number: usize) -> String {
    format!(
        "apiVersion: apps/v1\nkind: Deployment\n{}spec:\n  replicas: 2\n  selector:\n    matchLabels:\n      app.kubernetes.io/name: app\n  template:\n    metadata:\n      labels:\n        app.kubernetes.io/name: app\n    spec:\n{}",
        metadata("app", number),
        pod(number, 6)
    )
}

fn stateful_set(number: usize) -> String {
    format!(
        "apiVersion: apps/v1\nkind: StatefulSet\n{}spec:\n  serviceName: db\n  replicas: 3\n  selector:\n    matchLabels:\n      app.kubernetes.io/name: db\n  template:\n    metadata:\n      labels:\n        app.kubernetes.io/name: db\n    spec:\n{}  volumeClaimTemplates:\n  - metadata:\n      name: data\n    spec:\n      accessModes: [ReadWriteOnce]\n      resources:\n        requests:\n          storage: 10Gi\n",
        metadata("db", number),
        pod(number, 6)
    )
}

fn cron_job(number: usize) -> String {
    format!(
        "apiVersion: batch/v1\nkind: CronJob\n{}spec:\n  schedule: \"*/{minutes} * * * *\"\n  jobTemplate:\n    spec:\n      template:\n        spec:\n          restartPolicy: Never\n{}",
        metadata("backup", number),
        pod(number, 10),
        minutes = number % 59 + 1
    )
}

fn monitor(number: usize) -> String {
    format!(
        "apiVersion: monitoring.coreos.com/v1\nkind: ServiceMonitor\n{}spec:\n  endpoints:\n  - port: http\n    interval: 30s\n",
        metadata("app", number)
    )
}
